package io.micropay.architecture.planted.layers.internal.crypto;

import io.micropay.architecture.planted.layers.model.ModelKnowsError;

public final class InnocentCrypto {
    ModelKnowsError planted;
}
