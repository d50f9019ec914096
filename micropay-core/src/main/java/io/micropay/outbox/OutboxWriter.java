package io.micropay.outbox;

import io.micropay.error.StoreException;
import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes the log. What has queued up while it forced one batch to the disk is the next batch, so that
 * however many orders are added at once share a force. It is a thread of its own also because a file channel closes when a
 * thread that uses it is interrupted, and the threads that pay may be.
 */
final class OutboxWriter {
    private static final Logger LOG = System.getLogger(OutboxWriter.class.getName());
    private static final long CLOSE_SECONDS = 30;

    /** With fewer records that say nothing any more, the file is not worth writing anew. */
    private static final int MIN_DEAD = 1000;

    private final Path file;
    private final OutboxStorage storage;
    private final Map<OrderRef, Bytes> pending;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Guarded by the lock. */
    private List<Write> queue = new ArrayList<>();

    /** Guarded by the lock. */
    private boolean isClosing;

    /** Why nothing can be added any more. Set by the writing thread, guarded by the lock. */
    private @Nullable StoreException failure;

    /** The rest is the writing thread's own. */
    private long written;

    private long forced;
    private int records;

    private record Write(OutboxRecord record, CompletableFuture<Boolean> durable) {}

    private OutboxWriter(Path file, OutboxStorage storage, Map<OrderRef, Bytes> pending) {
        this.file = file;
        this.storage = storage;
        this.pending = pending;
        this.thread = new Thread(this::run, "micropay-outbox");
        this.thread.setDaemon(true);
    }

    /**
     * Writes the log anew, and goes on from there.
     *
     * @param pending what is in the outbox; each order is put there once it is durable
     */
    static OutboxWriter start(Path file, OutboxStorage storage, Map<OrderRef, Bytes> pending) throws IOException {
        OutboxWriter writer = new OutboxWriter(file, storage, pending);
        writer.compact();
        writer.thread.start();
        return writer;
    }

    /**
     * Writes a record.
     *
     * @return once an order is on the disk and pending, whether it is one more than before; fails with
     *     {@link StoreException} if that is not certain
     */
    CompletableFuture<Boolean> write(OutboxRecord record) {
        requireOpen();
        Write write = new Write(record, new CompletableFuture<>());
        lock.lock();
        try {
            if (failure == null) {
                queue.add(write);
                changed.signalAll();
            } else {
                write.durable.completeExceptionally(failure);
            }
        } finally {
            lock.unlock();
        }
        return write.durable;
    }

    private void run() {
        List<Write> batch = next();
        try {
            while (!batch.isEmpty()) {
                writeAll(batch);
                batch = next();
            }
        } finally {
            fail(batch, OutboxFailures.notKept(file, "its thread has ended", null));
            closeStorage();
            stopped.complete(null);
        }
    }

    /** Everything that waits; empty if nothing will come any more. */
    private List<Write> next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !isClosing && failure == null) {
                changed.awaitUninterruptibly();
            }
            List<Write> batch = queue;
            queue = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll(List<Write> batch) {
        try {
            append(batch);
            for (Write write : batch) {
                OutboxRecord record = write.record;
                write.durable.complete(record.content()
                        .map(content -> pending.put(record.order(), content) == null)
                        .orElse(false));
            }
            int dead = records - pending.size();
            if (dead >= MIN_DEAD && dead >= pending.size()) {
                compact();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "cannot write to the outbox " + file, e);
            fail(batch, OutboxFailures.notKept(file, e));
        }
    }

    private void append(List<Write> batch) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Write write : batch) {
            out.writeBytes(OutboxLog.encode(write.record, written + out.size(), forced));
        }
        storage.append(out.toByteArray());
        written += out.size();
        records += batch.size();
        if (batch.stream().anyMatch(write -> write.record.isAdded())) {
            storage.force();
            forced = written;
        }
    }

    /** Writes what is pending, and nothing else, into a new file. */
    private void compact() throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.writeBytes(OutboxLog.header());
        records = 0;
        for (Map.Entry<OrderRef, Bytes> entry : pending.entrySet()) {
            OutboxRecord record = OutboxRecord.added(new OutboxEntry(entry.getKey(), entry.getValue()));
            // The file takes its place only when all of it is on the disk.
            log.writeBytes(OutboxLog.encode(record, log.size(), log.size()));
            records++;
        }
        storage.replace(log.toByteArray());
        written = log.size();
        forced = written;
    }

    /** From here on nothing is added; what waits fails. A force that failed cannot be tried again: the pages may be gone. */
    private void fail(List<Write> batch, StoreException reason) {
        List<Write> waiting = new ArrayList<>(batch);
        lock.lock();
        try {
            if (failure == null) {
                failure = reason;
            }
            waiting.addAll(queue);
            queue.clear();
        } finally {
            lock.unlock();
        }
        waiting.forEach(write -> write.durable.completeExceptionally(reason));
    }

    private void closeStorage() {
        try {
            storage.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot close the outbox " + file, e);
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return isClosing;
        } finally {
            lock.unlock();
        }
    }

    void requireOpen() {
        lock.lock();
        try {
            if (isClosing) {
                throw new IllegalStateException("the outbox " + file + " is closed");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits, and stops. Bounded, idempotent; an interrupt does not cut it short. */
    void close() {
        lock.lock();
        try {
            isClosing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        stopped.copy().completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
    }
}
