package io.micropay.architecture.planted.layers.stream;

import io.micropay.architecture.planted.layers.internal.framing.FramingKnowsSession;

public final class StreamKnowsFraming {
    FramingKnowsSession planted;
}
