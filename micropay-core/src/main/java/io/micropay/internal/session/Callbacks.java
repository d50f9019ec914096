package io.micropay.internal.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;

/** Calls what may throw, listeners above all, so that it harms nobody else. */
public final class Callbacks {
    private static final Logger LOG = System.getLogger(Callbacks.class.getName());

    private Callbacks() {}

    /** Calls a listener; that it throws is logged. */
    public static void run(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener failed", e);
        }
    }

    /** Runs what serves one connection; a fault of ours ends that connection, is logged, and reaches nobody else. */
    public static void serve(Runnable connection) {
        try {
            connection.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a connection failed", e);
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
