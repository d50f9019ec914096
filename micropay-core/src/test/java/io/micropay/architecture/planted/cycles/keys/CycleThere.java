package io.micropay.architecture.planted.cycles.keys;

import io.micropay.architecture.planted.cycles.error.CycleBack;

public final class CycleThere {
    CycleBack planted;
}
