package io.micropay.architecture.planted.framing.internal.framing;

import io.micropay.architecture.planted.framing.internal.message.PlantedMessage;

public final class KnowsMessage {
    PlantedMessage planted;
}
