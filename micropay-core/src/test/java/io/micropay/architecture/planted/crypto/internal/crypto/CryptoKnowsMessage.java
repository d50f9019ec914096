package io.micropay.architecture.planted.crypto.internal.crypto;

import io.micropay.architecture.planted.crypto.internal.message.PlantedMessage;

public final class CryptoKnowsMessage {
    PlantedMessage planted;
}
