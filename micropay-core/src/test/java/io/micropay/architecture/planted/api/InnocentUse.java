package io.micropay.architecture.planted.api;

import io.micropay.architecture.planted.api.internal.crypto.Hidden;

/** Uses internals where nobody sees it, which is what the root package is for. */
public class InnocentUse {
    final Hidden hidden = new Hidden();

    Hidden unseen() {
        return hidden;
    }

    static class Unseen extends Hidden {}
}
