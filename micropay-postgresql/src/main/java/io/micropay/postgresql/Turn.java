package io.micropay.postgresql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One write transaction at a time in this process, so that those who wait for their turn do not wait with a connection
 * each. Between processes the database decides.
 */
final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);

    /**
     * Waits for the turn. Interruptions are kept for later: the wait is bounded anyway. A thread that has the turn would wait
     * for itself, so that is refused.
     *
     * @return false if it did not come in time
     */
    boolean take(Duration patience) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread has a write transaction open: close it first");
        }
        long deadline = System.nanoTime() + patience.toNanos();
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                }
            }
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void giveBack() {
        lock.unlock();
    }
}
