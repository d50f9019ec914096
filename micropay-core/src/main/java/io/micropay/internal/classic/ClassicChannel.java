package io.micropay.internal.classic;

import io.micropay.error.ConnectionException;
import io.micropay.event.Traffic;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A TLS connection that carries blocks. One thread receives; any thread sends, and waits until its block is written, for a
 * bounded time: if the other side takes nothing, the connection breaks.
 *
 * <p>Each block goes out in one write and hence in one TLS record, because the programs of old find the next block by the
 * record. What comes in may be cut in any way, and may lack the byte that pads.
 */
public final class ClassicChannel implements AutoCloseable {
    private static final int READ_SIZE = 16 << 10;

    private final ClassicSocket socket;
    private final KeyMaterial own;
    private final ScheduledExecutorService timer;
    private final ClassicLimits limits;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong bytesWritten = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What has arrived and is no block yet; touched by the receiving thread only, as what follows. */
    private final byte[] buffer = new byte[READ_SIZE + ClassicBlock.SIZE];

    private int buffered;
    private boolean isPadDue;
    private long blockStart;

    /**
     * Takes over a socket whose handshake is done.
     *
     * @param socket the socket
     * @param own the key that blocks are sent with
     * @param timer for deadlines
     * @param limits the bounds
     */
    public ClassicChannel(ClassicSocket socket, KeyMaterial own, ScheduledExecutorService timer, ClassicLimits limits) {
        this.socket = socket;
        this.own = own;
        this.timer = timer;
        this.limits = limits;
    }

    /**
     * A block that has arrived.
     *
     * @param text its text; empty if it is no block of the other side's key
     * @param bytes as it came, with or without the byte that pads
     */
    public record Arrived(Optional<String> text, Bytes bytes) {
        /** The block for listeners. */
        public Traffic traffic() {
            return new Traffic(text.orElse("(not readable)"), bytes);
        }
    }

    /** The socket below. */
    public ClassicSocket socket() {
        return socket;
    }

    /**
     * Waits for the next block.
     *
     * @param patience how long nothing at all may arrive; zero for as long as the connection lives
     * @return the block; empty if the other side has closed
     * @throws ConnectionException if the connection broke, nothing came, or a block took too long
     */
    public Optional<Arrived> receive(Duration patience) {
        try {
            while (true) {
                Optional<Arrived> block = next();
                if (block.isPresent()) {
                    return block;
                }
                if (!read(patience)) {
                    return Optional.empty();
                }
            }
        } catch (SocketTimeoutException e) {
            throw timedOut();
        } catch (IOException e) {
            throw new ConnectionException(StatusCode.DISCONNECTED, "the connection broke: " + e.getMessage(), e);
        }
    }

    private boolean read(Duration patience) throws IOException {
        socket.raw().setSoTimeout(millisLeft(patience));
        InputStream in = socket.tls().getInputStream();
        int count = in.read(buffer, buffered, buffer.length - buffered);
        if (count < 0) {
            return false;
        }
        if (buffered == 0) {
            blockStart = System.nanoTime();
        }
        buffered += count;
        bytesRead.addAndGet(count);
        return true;
    }

    /** The block that is buffered, if there is a whole one. */
    private Optional<Arrived> next() {
        if (isPadDue && buffered == 1 && buffer[0] == 0) {
            take(1);
            isPadDue = false;
        }
        if (buffered < ClassicBlock.RSA_SIZE) {
            return Optional.empty();
        }
        Arrived arrived = decode(Math.min(buffered, ClassicBlock.SIZE));
        if (isPadDue && buffer[0] == 0 && arrived.text().isEmpty()) {
            // The byte that pads the block before came late, together with this one. Padding tells which it is.
            take(1);
            isPadDue = false;
            return next();
        }
        isPadDue = buffered == ClassicBlock.RSA_SIZE;
        take(arrived.bytes().size());
        return Optional.of(arrived);
    }

    private Arrived decode(int size) {
        Bytes block = Bytes.of(buffer, 0, size);
        return new Arrived(ClassicBlock.decode(block, socket.peer()), block);
    }

    private void take(int size) {
        System.arraycopy(buffer, size, buffer, 0, buffered - size);
        buffered -= size;
        blockStart = System.nanoTime();
    }

    private int millisLeft(Duration patience) {
        if (buffered == 0) {
            return Math.toIntExact(patience.toMillis());
        }
        Duration spent = Duration.ofNanos(System.nanoTime() - blockStart);
        long left = limits.wholeBlock().minus(spent).toMillis();
        if (left <= 0) {
            throw timedOut();
        }
        return Math.toIntExact(left);
    }

    private ConnectionException timedOut() {
        String what = buffered > 0 ? "a block took too long" : "nothing arrived in time";
        return new ConnectionException(StatusCode.TIMED_OUT, what);
    }

    /**
     * Sends texts, a block and a write for each, with no other block in between.
     *
     * @param texts what {@link ClassicBlock#encode} takes
     * @return the blocks, for listeners
     * @throws IllegalArgumentException if a text does not fit into a block; nothing was sent then
     * @throws ConnectionException if the connection broke, or the other side takes nothing; what was sent is not known then
     */
    public Traffic[] send(String... texts) {
        Traffic[] blocks = Arrays.stream(texts)
                .map(text -> new Traffic(text, ClassicBlock.encode(text, own)))
                .toArray(Traffic[]::new);
        ScheduledFuture<?> deadline = null;
        writing.lock();
        try {
            // Counted from when it is this block's turn: whoever is before it has a deadline too.
            deadline = breakOffAfter(limits.wholeBlock());
            for (Traffic block : blocks) {
                socket.tls().getOutputStream().write(block.body().toByteArray());
                bytesWritten.addAndGet(block.body().size());
            }
        } catch (IOException | RejectedExecutionException e) {
            socket.abort();
            throw new ConnectionException(StatusCode.DISCONNECTED, "the connection broke: " + e.getMessage(), e);
        } finally {
            writing.unlock();
            cancel(deadline);
        }
        return blocks;
    }

    private ScheduledFuture<?> breakOffAfter(Duration time) {
        return timer.schedule(socket::abort, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How much was sent, in bytes inside the TLS tunnel. */
    public long bytesWritten() {
        return bytesWritten.get();
    }

    /** How much has arrived, in bytes inside the TLS tunnel. */
    public long bytesRead() {
        return bytesRead.get();
    }

    /** Breaks the connection at once. */
    public void abort() {
        closed.set(true);
        socket.abort();
    }

    /** Says goodbye in TLS, and closes; in bounded time, and at most once. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        ScheduledFuture<?> deadline = null;
        try {
            deadline = breakOffAfter(limits.parting());
            socket.tls().close();
        } catch (IOException | RejectedExecutionException e) {
            socket.abort();
        } finally {
            cancel(deadline);
        }
    }

    private static void cancel(@Nullable ScheduledFuture<?> deadline) {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
