package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.event.Traffic;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.PeerMessage.Accepted;
import io.micropay.internal.message.Ping;
import io.micropay.internal.message.Pong;
import io.micropay.internal.message.ServerMessage.Closing;
import io.micropay.internal.session.Connection.Envelope;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The asking side of a connection: requests go out with an id each, and a reader thread hands every reply to whoever
 * waits for that id. Pings keep it alive.
 */
final class RequestLink implements AutoCloseable {
    private static final int MAX_PENDING = 4096;
    private static final int PINGS_PER_IDLE = 3;

    private final Connection connection;
    private final SessionResources resources;
    private final Handler handler;
    private final Map<Integer, CompletableFuture<Message>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final AtomicReference<MicropayException> ended = new AtomicReference<>();
    private final ScheduledFuture<?> pings;

    /** What the link's owner wants to know. Called by the reader thread: be quick. */
    interface Handler {
        /** A message that answers no request. */
        void pushed(Message message);

        /** The link has ended. Called once. */
        void ended(MicropayException reason);

        /** A message has arrived, whatever it is. */
        void received(Traffic traffic);
    }

    RequestLink(Connection connection, SessionResources resources, Handler handler) {
        this.connection = connection;
        this.resources = resources;
        this.handler = handler;
        connection.allowMemberFrames();
        long period = resources.limits().idle().toMillis() / PINGS_PER_IDLE;
        this.pings = resources.timer().scheduleAtFixedRate(this::ping, period, period, TimeUnit.MILLISECONDS);
        resources.threads().execute(this::readAll);
    }

    Connection connection() {
        return connection;
    }

    boolean isOpen() {
        return ended.get() == null;
    }

    /** Sends a request. The future fails with a {@link MicropayException} if the link ends before the reply. */
    CompletableFuture<Message> request(Message message) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        if (pending.size() >= MAX_PENDING) {
            reply.completeExceptionally(
                    new ConnectionException(StatusCode.LIMIT_REACHED, "too many requests are waiting for a reply"));
            return reply;
        }
        int id = lastId.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
        pending.put(id, reply);
        connection.send(id, message);
        MicropayException end = ended.get();
        if (end != null) {
            pending.remove(id);
            reply.completeExceptionally(end);
        }
        return reply;
    }

    /** That anything at all arrives is what counts, so nobody waits for the pong. */
    private void ping() {
        CompletableFuture<Message> unused = request(new Ping());
    }

    /** Waits for a reply. */
    static Message await(CompletableFuture<Message> reply, Duration timeout) {
        try {
            return reply.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof MicropayException known) {
                throw known;
            }
            throw new ConnectionException(
                    StatusCode.TIMED_OUT, "no reply within " + timeout.toSeconds() + " seconds", e.getCause());
        }
    }

    private void readAll() {
        MicropayException reason = new ConnectionException(StatusCode.DISCONNECTED, "the other side has closed");
        try {
            Optional<Envelope> next = connection.receive(resources.limits().idle());
            while (next.isPresent()) {
                Envelope envelope = next.get();
                Callbacks.run(() -> handler.received(envelope.traffic()));
                dispatch(envelope);
                next = connection.receive(resources.limits().idle());
            }
        } catch (MicropayException e) {
            reason = e;
        } finally {
            end(reason);
        }
    }

    private void dispatch(Envelope envelope) {
        Message message = envelope.message();
        if (message instanceof Closing closing) {
            throw new ConnectionException(closing.status(), "the other side closed: " + closing.reason());
        }
        if (message instanceof Ping) {
            connection.send(envelope.requestId(), new Pong());
        } else if (envelope.requestId() == 0) {
            handler.pushed(message);
        } else {
            boolean isInterim = message instanceof Accepted;
            CompletableFuture<Message> reply =
                    isInterim ? pending.get(envelope.requestId()) : pending.remove(envelope.requestId());
            if (reply == null) {
                throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "a reply to nothing: " + message.text());
            }
            if (!isInterim) {
                reply.complete(message);
            }
        }
    }

    private void end(MicropayException reason) {
        if (ended.compareAndSet(null, reason)) {
            pings.cancel(false);
            connection.abort();
            handler.ended(reason);
            Map.copyOf(pending).forEach((id, reply) -> {
                pending.remove(id);
                reply.completeExceptionally(reason);
            });
        }
    }

    /** Sends what is queued, closes, and fails what is still waiting. */
    @Override
    public void close() {
        connection.close();
        end(new ConnectionException(StatusCode.DISCONNECTED, "closed"));
    }
}
