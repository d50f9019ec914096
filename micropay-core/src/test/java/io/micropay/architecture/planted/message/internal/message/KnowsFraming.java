package io.micropay.architecture.planted.message.internal.message;

import io.micropay.architecture.planted.message.internal.framing.PlantedFraming;

public final class KnowsFraming {
    PlantedFraming planted;
}
