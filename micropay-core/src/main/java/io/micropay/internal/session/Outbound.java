package io.micropay.internal.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to a socket. Whoever queues the first frame starts a task that writes all that has queued up,
 * in as few TLS records as possible; an idle connection has no such task. The queue is bounded: a peer that does not read
 * loses the connection, and nobody else waits for it.
 */
final class Outbound {
    private static final int MAX_WRITE = 64 << 10;

    private final TlsSocket socket;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final Limits limits;
    private final AtomicLong bytesWritten = new AtomicLong();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition drained = lock.newCondition();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean writing;
    private boolean broken;

    Outbound(TlsSocket socket, SessionResources resources) {
        this.socket = socket;
        this.threads = resources.threads();
        this.timer = resources.timer();
        this.limits = resources.limits();
    }

    void send(byte[] frame) {
        boolean overflow = false;
        boolean start = false;
        lock.lock();
        try {
            if (broken) {
                return;
            }
            overflow = queuedBytes + frame.length > Limits.MAX_OUTGOING;
            if (!overflow) {
                queue.add(frame);
                queuedBytes += frame.length;
                start = !writing;
                writing = true;
            }
        } finally {
            lock.unlock();
        }
        if (overflow) {
            breakOff();
        } else if (start) {
            startWriting();
        }
    }

    private void startWriting() {
        try {
            threads.execute(this::writeAll);
        } catch (RejectedExecutionException e) {
            breakOff();
        }
    }

    private void writeAll() {
        ScheduledFuture<?> deadline = null;
        try {
            byte[] next = take();
            while (next.length > 0) {
                deadline = timer.schedule(socket::abort, limits.wholeFrame().toMillis(), TimeUnit.MILLISECONDS);
                socket.tls().getOutputStream().write(next);
                deadline.cancel(false);
                bytesWritten.addAndGet(next.length);
                next = take();
            }
        } catch (IOException | RejectedExecutionException e) {
            breakOff();
        } finally {
            if (deadline != null) {
                deadline.cancel(false);
            }
        }
    }

    /** The frames that are queued, up to a bound, in one piece; nothing if there are none, and then the task ends. */
    private byte[] take() {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        lock.lock();
        try {
            for (byte[] frame = queue.poll(); frame != null; frame = piece.size() < MAX_WRITE ? queue.poll() : null) {
                piece.writeBytes(frame);
            }
            queuedBytes -= piece.size();
            if (piece.size() == 0) {
                writing = false;
                drained.signalAll();
            }
            return piece.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    private void breakOff() {
        lock.lock();
        try {
            broken = true;
            writing = false;
            queue.clear();
            queuedBytes = 0;
            drained.signalAll();
        } finally {
            lock.unlock();
        }
        socket.abort();
    }

    /** Waits, within the bound of a write, until everything is written. Nothing is sent after that. */
    void finish() {
        lock.lock();
        try {
            long left = limits.probe().toNanos();
            while (writing && left > 0) {
                left = drained.awaitNanos(left);
            }
            broken = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    long bytesWritten() {
        return bytesWritten.get();
    }
}
