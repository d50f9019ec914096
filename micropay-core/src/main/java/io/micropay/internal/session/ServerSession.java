package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.event.ServerListener;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Exit;
import io.micropay.internal.message.ClientMessage.Hello;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.Ping;
import io.micropay.internal.message.Pong;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.message.ServerMessage.Closing;
import io.micropay.internal.message.ServerMessage.Decided;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Refused;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.internal.message.ServerMessage.Waiting;
import io.micropay.internal.message.ServerMessage.Welcome;
import io.micropay.internal.session.Admission.Ticket;
import io.micropay.internal.session.Connection.Envelope;
import io.micropay.model.KeyId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One client's conversation with the server in the native protocol, from the first message to the goodbye. */
final class ServerSession implements Conversation, OnlineSession {
    private final ServerCore core;
    private final InetSocketAddress remote;
    private final Connection connection;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> probe = new AtomicReference<>();
    private volatile Stage stage;

    ServerSession(TlsSocket socket, ServerCore core) throws IOException {
        this.core = core;
        this.remote = socket.remote();
        this.connection = new Connection(socket, core.resources(), sent -> {});
        this.stage = (requestId, message) -> {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "wait for the welcome first");
        };
    }

    @Override
    public void run() {
        try {
            converse();
        } catch (MicropayException e) {
            refuse(e.status(), Protocol.reason(e));
        } finally {
            connection.abort();
            end.countDown();
        }
    }

    private void converse() {
        Envelope first = connection
                .receive(core.resources().limits().firstMessage())
                .orElseThrow(() -> new ConnectionException(StatusCode.DISCONNECTED, "closed before its first message"));
        if (!(first.message() instanceof Hello hello)) {
            refuse(StatusCode.UNEXPECTED_MESSAGE, "the first message has to be a hello");
            return;
        }
        Callbacks.run(() -> listener().received(remote, first.traffic()));
        int version = Protocol.choose(hello.versions());
        int helloId = first.requestId();
        Protocol.requireRequestId(helloId);
        Optional<Ticket> ticket = core.admission()
                .enter(() -> welcome(helloId, version), ahead -> connection.send(0, new Waiting(ahead)));
        if (ticket.isEmpty()) {
            refuse(StatusCode.LIMIT_REACHED, "even the waiting line is full");
            return;
        }
        if (!ticket.get().hasPlace()) {
            Callbacks.run(() -> listener()
                    .waiting(remote, core.admission().taken(), core.admission().waiting()));
        }
        String reason = "it closed without a goodbye";
        try {
            if (answerAll()) {
                reason = "it exited";
            }
        } catch (MicropayException e) {
            reason = String.valueOf(e.getMessage());
            if (e.status() != StatusCode.DISCONNECTED) {
                refused(e.status());
            }
            connection.send(0, closing(e));
        } finally {
            leave(ticket.get(), reason);
        }
    }

    private void refuse(StatusCode status, String reason) {
        if (status != StatusCode.DISCONNECTED) {
            refused(status);
        }
        connection.send(0, new Closing(status, reason));
        connection.close();
        Callbacks.run(() -> listener().turnedAway(remote, reason));
    }

    private static Closing closing(MicropayException reason) {
        return new Closing(reason.status(), Protocol.reason(reason));
    }

    private void welcome(int helloId, int version) {
        stage = new GuestStage(core, this);
        ServerSettings.Currency currency = core.settings().currency();
        Callbacks.run(() -> listener().connected(remote, core.admission().taken()));
        connection.send(
                helloId, new Welcome(version, currency.code(), currency.decimals(), core.now(), core.journal()));
    }

    /** True if the client said goodbye. */
    private boolean answerAll() {
        Duration idle = core.resources().limits().idle();
        Optional<Envelope> next = connection.receive(idle);
        while (next.isPresent()) {
            Envelope envelope = next.get();
            heard();
            Callbacks.run(() -> listener().received(remote, envelope.traffic()));
            if (envelope.message() instanceof Exit) {
                // First, so that nobody sees a client online that was told that it is not.
                stage.leave();
                connection.send(envelope.requestId(), new Done(StatusCode.LOGGED_OUT));
                return true;
            }
            answer(envelope.requestId(), envelope.message());
            next = connection.receive(idle);
        }
        return false;
    }

    private void answer(int requestId, Message message) {
        if (message instanceof Pong) {
            return;
        }
        Protocol.requireRequestId(requestId);
        if (message instanceof Ping) {
            connection.send(requestId, new Pong());
        } else if (message instanceof ClientMessage request && !(message instanceof Hello)) {
            try {
                stage.handle(requestId, request);
            } catch (ProtocolException e) {
                throw e;
            } catch (MicropayException e) {
                reply(requestId, new Refused(e.status(), Protocol.reason(e)));
            }
        } else {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "not expected now: " + message.text());
        }
    }

    private void leave(Ticket ticket, String reason) {
        stage.leave();
        connection.close();
        if (ticket.hasPlace()) {
            int others = core.admission().taken() - 1;
            Callbacks.run(() -> listener().disconnected(remote, others, reason));
        }
        ticket.leave();
    }

    ServerListener listener() {
        return core.settings().listener();
    }

    InetSocketAddress remote() {
        return remote;
    }

    @Override
    public KeyId provenKey() {
        return connection.peerKey().id();
    }

    Connection connection() {
        return connection;
    }

    /** Moves to another stage. Called by the reader thread. */
    void become(Stage next) {
        stage = next;
    }

    void reply(int requestId, ServerMessage message) {
        if (message instanceof Refused refused) {
            refused(refused.status());
        } else if (message instanceof Results results) {
            results.results().stream()
                    .filter(result -> result.receipt().isEmpty() && result.status() != StatusCode.ORDER_UNKNOWN)
                    .forEach(result -> refused(result.status()));
        }
        connection.send(requestId, message);
    }

    private void refused(StatusCode status) {
        Callbacks.run(() -> listener().refused(remote, status));
    }

    @Override
    public void push(ServerMessage message) {
        connection.send(0, message);
    }

    @Override
    public void decided(Payment payment) {
        push(new Decided(payment.receipt()));
    }

    private void heard() {
        CompletableFuture<Boolean> waiting = probe.getAndSet(null);
        if (waiting != null) {
            waiting.complete(true);
        }
    }

    /** Whether the client still answers a ping. */
    @Override
    public boolean isAlive() {
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        CompletableFuture<Boolean> other = probe.compareAndExchange(null, waiting);
        connection.send(0, new Ping());
        try {
            long patience = core.resources().limits().probe().toMillis();
            return (other == null ? waiting : other).get(patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            probe.compareAndSet(waiting, null);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void dismiss(StatusCode status) {
        connection.send(0, new Closing(status, status.text()));
        connection.close();
        connection.abort();
    }

    @Override
    public void awaitEnd() {
        try {
            if (!end.await(core.resources().limits().probe().toMillis(), TimeUnit.MILLISECONDS)) {
                connection.abort();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
