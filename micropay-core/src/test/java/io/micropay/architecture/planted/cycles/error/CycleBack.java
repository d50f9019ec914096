package io.micropay.architecture.planted.cycles.error;

import io.micropay.architecture.planted.cycles.keys.CycleThere;

public final class CycleBack {
    CycleThere planted;
}
