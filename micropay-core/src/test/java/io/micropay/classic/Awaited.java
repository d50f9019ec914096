package io.micropay.classic;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What other threads change and a test waits for: woken by each change, and never for longer than it said. */
final class Awaited {
    /** Changes what is waited for. */
    synchronized void change(Runnable change) {
        change.run();
        notifyAll();
    }

    /** Waits until the condition holds, and returns whether it does. */
    synchronized boolean await(BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
