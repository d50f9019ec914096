package io.micropay.architecture.planted.layers.event;

import io.micropay.architecture.planted.layers.stream.StreamKnowsFraming;

public final class EventKnowsStream {
    StreamKnowsFraming planted;
}
