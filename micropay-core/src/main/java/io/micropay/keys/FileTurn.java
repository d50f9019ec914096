package io.micropay.keys;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The right to read a file, change what was read, and write it anew, while no other thread and no other process does. The
 * lock is on a file beside it, because the file itself is replaced; what only reads needs none.
 */
final class FileTurn {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(5);

    /** A process has to keep its own threads apart: to ask twice for a lock on one file is misuse. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private FileTurn() {}

    /** Waits, for a bounded time, for a turn at a file, which need not exist yet, and makes a change. */
    static <T> T at(Path file, Supplier<T> change) throws IOException {
        THIS_PROCESS.lock();
        try (FileChannel channel = SecretFiles.openLockFile(file)) {
            lock(channel);
            return change.get();
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    /** The lock ends with the channel. */
    private static void lock(FileChannel channel) throws IOException {
        long start = System.nanoTime();
        FileLock lock = channel.tryLock();
        while (lock == null) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException("another process has kept it locked for " + PATIENCE.toSeconds() + " seconds");
            }
            LockSupport.parkNanos(POLL.toNanos());
            lock = channel.tryLock();
        }
    }
}
