package io.micropay.architecture.planted.layers.internal.session;

import io.micropay.architecture.planted.layers.PlantedRoot;

public final class SessionKnowsRoot {
    PlantedRoot planted;
}
