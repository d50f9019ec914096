package io.micropay.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of the views: opened when needed, kept for the next view, never more than {@value #LIMIT}. */
final class SqliteReaders implements AutoCloseable {
    /** A view is held for a query or two; more at once than this would only fight for the processors. */
    static final int LIMIT = 16;

    private final Path file;
    private final Duration timeout;
    private final Semaphore free = new Semaphore(LIMIT);
    private final Deque<SqliteConnection> idle = new ArrayDeque<>();
    private boolean closed;

    SqliteReaders(Path file, Duration timeout) {
        this.file = file;
        this.timeout = timeout;
    }

    SqliteConnection take() {
        waitForOne();
        try {
            SqliteConnection reader = pollIdle();
            return reader == null ? SqliteConnection.reader(file, timeout) : reader;
        } catch (RuntimeException e) {
            free.release();
            throw e;
        }
    }

    void giveBack(SqliteConnection reader, boolean usable) {
        try {
            if (!usable || !keep(reader)) {
                reader.close();
            }
        } finally {
            free.release();
        }
    }

    /** Closes the idle ones at once, and the others as they come back. */
    @Override
    public void close() {
        markClosed();
        SqliteConnection reader = pollIdle();
        while (reader != null) {
            reader.close();
            reader = pollIdle();
        }
    }

    private void waitForOne() {
        try {
            if (!free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw SqliteFailures.passing(
                        "read from", file, LIMIT + " views are open already; close each as soon as it is read", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqliteFailures.failure("read from", file, "interrupted while waiting for other views", e);
        }
    }

    private @Nullable SqliteConnection pollIdle() {
        synchronized (idle) {
            return idle.pollFirst();
        }
    }

    private boolean keep(SqliteConnection reader) {
        synchronized (idle) {
            if (!closed) {
                idle.addFirst(reader);
            }
            return !closed;
        }
    }

    private void markClosed() {
        synchronized (idle) {
            closed = true;
        }
    }
}
