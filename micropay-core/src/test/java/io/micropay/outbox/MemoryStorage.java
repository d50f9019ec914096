package io.micropay.outbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A disk that counts, waits, fails and loses its power when it is told to. */
class MemoryStorage implements OutboxStorage {
    final AtomicInteger forces = new AtomicInteger();
    final AtomicInteger replacements = new AtomicInteger();

    /** Whoever forces takes one. */
    final Semaphore permits = new Semaphore(Integer.MAX_VALUE);

    volatile boolean isFailing;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private int forced;

    @Override
    public synchronized byte[] read() {
        return log.toByteArray();
    }

    @Override
    public synchronized void replace(byte[] content) {
        log.reset();
        log.writeBytes(content);
        forced = content.length;
        replacements.incrementAndGet();
    }

    @Override
    public synchronized void append(byte[] records) throws IOException {
        log.writeBytes(records);
    }

    @Override
    public void force() throws IOException {
        permits.acquireUninterruptibly();
        forces.incrementAndGet();
        if (isFailing) {
            throw new IOException("Input/output error");
        }
        synchronized (this) {
            forced = log.size();
        }
    }

    synchronized int forced() {
        return forced;
    }

    @Override
    public void close() {
        // What is in here outlasts whoever opened it.
    }
}
