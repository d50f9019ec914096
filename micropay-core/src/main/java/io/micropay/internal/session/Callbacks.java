package io.micropay.internal.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/** Calls an embedder's listeners so that one that throws harms nobody. */
final class Callbacks {
    private static final Logger LOG = System.getLogger(Callbacks.class.getName());

    private Callbacks() {}

    static void run(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener failed", e);
        }
    }

    /** Asks a listener; one that throws says no. */
    static boolean ask(BooleanSupplier callback) {
        try {
            return callback.getAsBoolean();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener failed", e);
            return false;
        }
    }
}
