package io.micropay.internal.classic.server;

import io.micropay.internal.session.Callbacks;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Things to do on other threads, a bounded number at once: whoever is slow to take them cannot make threads pile up. */
final class Errands {
    private final Executor threads;
    private final Semaphore free;

    Errands(Executor threads, int max) {
        this.threads = threads;
        this.free = new Semaphore(max);
    }

    /** Begins an errand on another thread; false if there are too many already, or the server is closing. */
    boolean start(Runnable errand) {
        if (!free.tryAcquire()) {
            return false;
        }
        try {
            threads.execute(() -> {
                try {
                    Callbacks.run(errand);
                } finally {
                    free.release();
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            free.release();
            return false;
        }
    }
}
