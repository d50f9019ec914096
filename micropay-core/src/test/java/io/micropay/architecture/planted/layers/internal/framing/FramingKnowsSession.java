package io.micropay.architecture.planted.layers.internal.framing;

import io.micropay.architecture.planted.layers.internal.session.SessionKnowsRoot;

public final class FramingKnowsSession {
    SessionKnowsRoot planted;
}
