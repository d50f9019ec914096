package io.micropay.reference.client.command;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes results in their order on a thread of its own: whoever reads them slowly, or not at all, holds up neither the
 * connection nor the end of the program. Safe for use by several threads.
 */
final class ResultQueue implements AutoCloseable {
    /** What may wait for the reader before those who add more have to wait, too. */
    private static final int MAX_WAITING = 10_000;

    private static final long CLOSE_MILLIS = 2_000;

    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            work -> {
                Thread thread = new Thread(work, "micropay-results");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.CallerRunsPolicy());

    /** Does this after what was added before. */
    void add(Runnable writing) {
        writer.execute(writing);
    }

    /** How many have not been written, the one that is under way included. */
    int unwritten() {
        return writer.getQueue().size() + writer.getActiveCount();
    }

    /** Writes what waits, within a bound. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            boolean unused = writer.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
