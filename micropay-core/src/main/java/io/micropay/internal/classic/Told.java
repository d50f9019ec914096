package io.micropay.internal.classic;

import io.micropay.classic.ClassicListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** Tells a listener; one that throws harms nobody else. */
record Told(ClassicListener listener) {
    private static final Logger LOG = System.getLogger(Told.class.getName());

    void of(Consumer<ClassicListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener failed", e);
        }
    }
}
