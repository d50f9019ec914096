package io.micropay.outbox;

import io.micropay.error.StoreException;
import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * An outbox in a file, for one process at a time and readable by its owner only. What was added survives the process and a
 * power loss: {@link #add} returns once it is on the disk, and orders that are added at the same time share the wait.
 *
 * <p>What a power loss has torn off the end of the file, before anybody was told that it is kept, is cut off at the next
 * opening. A file that is damaged elsewhere is refused. Beside it stands a lock file, with {@code .lock} at the end of its
 * name, which stays.
 *
 * <p>After a failed write, a full disk included, the outbox takes no more orders until it is closed and opened again, as
 * nobody knows what is on the disk then. {@link #pending} and {@link #remove} go on. Safe for use by several threads.
 *
 * @since 0.1
 */
public final class FileOutbox implements Outbox {
    /** Ids sort by time. */
    private static final Comparator<OutboxEntry> BY_AGE =
            Comparator.comparing(entry -> entry.order().toString());

    private final Path file;
    private final Map<OrderRef, Bytes> pending;
    private final OutboxWriter writer;
    private final Semaphore room;

    private FileOutbox(Path file, Map<OrderRef, Bytes> pending, OutboxWriter writer) {
        this.file = file;
        this.pending = pending;
        this.writer = writer;
        this.room = new Semaphore(Math.max(0, MAX_PENDING - pending.size()));
    }

    /**
     * Opens an outbox; makes the file, and directories that are missing, if need be.
     *
     * @param file the file
     * @return the outbox, to be closed after the clients that use it
     * @throws StoreException if it is open already, in this process or another one, if it is damaged or no outbox, or if it
     *     cannot be read or written; the message names the file and says what to do
     */
    public static FileOutbox open(Path file) {
        Objects.requireNonNull(file, "file");
        try {
            return open(file, OutboxFile.open(file));
        } catch (IOException e) {
            throw OutboxFailures.notOpened(file, e);
        }
    }

    /** Opens an outbox whose log is kept somewhere; a failure closes that. */
    static FileOutbox open(Path file, OutboxStorage storage) throws IOException {
        try {
            byte[] log = storage.read();
            Map<OrderRef, Bytes> pending = new ConcurrentHashMap<>(log.length == 0 ? Map.of() : OutboxLog.replay(log));
            return new FileOutbox(file, pending, OutboxWriter.start(file, storage, pending));
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    @Override
    public void add(OutboxEntry entry) {
        if (!room.tryAcquire()) {
            throw OutboxFailures.full("the outbox " + file);
        }
        boolean isOneMore = false;
        try {
            // Not to be interrupted: what has been handed to the writer is on its way to the disk.
            isOneMore = writer.write(OutboxRecord.added(entry)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException known ? known : e;
        } finally {
            if (!isOneMore) {
                room.release();
            }
        }
    }

    @Override
    public void remove(OrderRef order) {
        if (pending.remove(order) != null) {
            room.release();
            // A removal that is lost does no harm, so that nobody waits for it.
            var unused = writer.write(OutboxRecord.ended(order));
        }
    }

    @Override
    public List<OutboxEntry> pending() {
        writer.requireOpen();
        return pending.entrySet().stream()
                .map(entry -> new OutboxEntry(entry.getKey(), entry.getValue()))
                .sorted(BY_AGE)
                .toList();
    }

    @Override
    public void close() {
        writer.close();
    }
}
