package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.error.ProtocolException;
import io.micropay.event.Traffic;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.framing.Frame;
import io.micropay.internal.framing.FrameDecoder;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.MessageCodec;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A TLS connection that carries messages. One thread receives; any thread sends, and never waits for the other side to
 * read.
 */
final class Connection implements AutoCloseable {
    private static final int READ_SIZE = 16 << 10;

    private final TlsSocket socket;
    private final InputStream in;
    private final FrameDecoder decoder = new FrameDecoder(Limits.GUEST_FRAME);
    private final byte[] buffer = new byte[READ_SIZE];
    private final Outbound outbound;
    private final Limits limits;
    private final Consumer<Traffic> onSent;
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private long frameStart;

    /**
     * Takes over a socket whose handshake is done.
     *
     * @param onSent is told of each message when it is queued
     */
    Connection(TlsSocket socket, SessionResources resources, Consumer<Traffic> onSent) throws IOException {
        this.socket = socket;
        this.in = socket.tls().getInputStream();
        this.limits = resources.limits();
        this.outbound = new Outbound(socket, resources);
        this.onSent = onSent;
    }

    /**
     * A message and the request that it belongs to.
     *
     * @param requestId 0 for a push
     * @param message the message
     * @param traffic the message for listeners
     */
    record Envelope(int requestId, Message message, Traffic traffic) {}

    /** The key that the other side proved to own. */
    PublicKeyHandle peerKey() {
        return socket.peerKey();
    }

    InetSocketAddress remote() {
        return socket.remote();
    }

    /** Allows the long frames that only a known other side may send. */
    void allowMemberFrames() {
        decoder.limit(Limits.MEMBER_FRAME);
    }

    /**
     * Waits for the next message.
     *
     * @param patience how long nothing at all may arrive
     * @return the message; empty if the other side has closed
     * @throws ProtocolException if what arrives is no message, or a frame takes too long
     * @throws ConnectionException if the connection broke or nothing came
     */
    Optional<Envelope> receive(Duration patience) {
        try {
            Optional<Frame> frame = decoder.next();
            while (frame.isEmpty()) {
                socket.raw().setSoTimeout(millisLeft(patience));
                int count = in.read(buffer);
                if (count < 0) {
                    return Optional.empty();
                }
                if (!decoder.isMidFrame()) {
                    frameStart = System.nanoTime();
                }
                bytesRead.addAndGet(count);
                decoder.feed(buffer, count);
                frame = decoder.next();
            }
            frameStart = System.nanoTime();
            Message message =
                    MessageCodec.decode(frame.get().type(), frame.get().body());
            Traffic traffic = new Traffic(message.text(), frame.get().body());
            return Optional.of(new Envelope(frame.get().requestId(), message, traffic));
        } catch (SocketTimeoutException e) {
            throw timedOut();
        } catch (IOException e) {
            throw new ConnectionException(StatusCode.DISCONNECTED, "the connection broke: " + e.getMessage(), e);
        }
    }

    private int millisLeft(Duration patience) {
        if (!decoder.isMidFrame()) {
            return Math.toIntExact(patience.toMillis());
        }
        Duration spent = Duration.ofNanos(System.nanoTime() - frameStart);
        long left = limits.wholeFrame().minus(spent).toMillis();
        if (left <= 0) {
            throw timedOut();
        }
        return Math.toIntExact(left);
    }

    private ConnectionException timedOut() {
        String what = decoder.isMidFrame() ? "a frame took too long" : "nothing arrived in time";
        return new ConnectionException(StatusCode.TIMED_OUT, what);
    }

    /** Queues a message. If the other side has not read for too long, the connection breaks instead. */
    void send(int requestId, Message message) {
        Frame frame = new Frame(MessageCodec.type(message), requestId, MessageCodec.encode(message));
        Callbacks.run(() -> onSent.accept(new Traffic(message.text(), frame.body())));
        outbound.send(frame.encode());
    }

    long bytesRead() {
        return bytesRead.get();
    }

    long bytesWritten() {
        return outbound.bytesWritten();
    }

    /** Breaks the connection at once. */
    void abort() {
        closed.set(true);
        socket.abort();
    }

    /** Sends what is queued, says goodbye, and closes; in bounded time, and at most once. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            outbound.finish();
            socket.close();
        }
    }

    static Socket plain(InetSocketAddress address, Duration timeout) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(address, Math.toIntExact(timeout.toMillis()));
            plain.setTcpNoDelay(true);
            return plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }
}
