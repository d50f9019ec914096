package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.event.ServerListener;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Exit;
import io.micropay.internal.message.ClientMessage.Hello;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.Ping;
import io.micropay.internal.message.Pong;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.message.ServerMessage.Closing;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Refused;
import io.micropay.internal.message.ServerMessage.Waiting;
import io.micropay.internal.message.ServerMessage.Welcome;
import io.micropay.internal.session.Admission.Ticket;
import io.micropay.internal.session.Connection.Envelope;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One client's conversation with the server, from the handshake to the goodbye. */
final class ServerSession {
    private final Socket raw;
    private final ServerCore core;
    private final InetSocketAddress remote;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<CompletableFuture<Boolean>> probe = new AtomicReference<>();
    private volatile @Nullable Connection connection;
    private volatile Stage stage;

    ServerSession(Socket raw, ServerCore core) {
        this.raw = raw;
        this.core = core;
        this.remote = (InetSocketAddress) raw.getRemoteSocketAddress();
        this.stage = (requestId, message) -> {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "wait for the welcome first");
        };
    }

    /** Serves the client until one of the two has had enough. Returns; never throws for what a client did. */
    void run() {
        try {
            TlsSocket tls =
                    TlsSocket.handshake(raw, core.tls(), TlsSocket.SERVER_PROTOCOL, Role.SERVER, core.resources());
            Connection opened = new Connection(tls, core.resources(), sent -> {});
            connection = opened;
            meet(opened);
        } catch (MicropayException | IOException e) {
            String reason = String.valueOf(e.getMessage());
            Callbacks.run(() -> listener().turnedAway(remote, reason));
        } finally {
            closeQuietly();
            end.countDown();
        }
    }

    private void closeQuietly() {
        try {
            raw.close();
        } catch (IOException e) {
            // The connection is over in any case.
        }
    }

    private void meet(Connection opened) {
        try {
            converse(opened);
        } catch (MicropayException e) {
            refuse(opened, e.status(), Protocol.reason(e));
        }
    }

    private void converse(Connection opened) {
        Envelope first = opened.receive(core.resources().limits().firstMessage())
                .orElseThrow(() -> new ConnectionException(StatusCode.DISCONNECTED, "closed before its first message"));
        if (!(first.message() instanceof Hello hello)) {
            refuse(opened, StatusCode.UNEXPECTED_MESSAGE, "the first message has to be a hello");
            return;
        }
        Callbacks.run(() -> listener().received(remote, first.traffic()));
        int version = Protocol.choose(hello.versions());
        int helloId = first.requestId();
        Protocol.requireRequestId(helloId);
        Optional<Ticket> ticket = core.admission()
                .enter(() -> welcome(opened, helloId, version), ahead -> opened.send(0, new Waiting(ahead)));
        if (ticket.isEmpty()) {
            refuse(opened, StatusCode.LIMIT_REACHED, "even the waiting line is full");
            return;
        }
        if (!ticket.get().hasPlace()) {
            Callbacks.run(() -> listener()
                    .waiting(remote, core.admission().taken(), core.admission().waiting()));
        }
        String reason = "it closed without a goodbye";
        try {
            if (answerAll(opened)) {
                reason = "it exited";
            }
        } catch (MicropayException e) {
            reason = String.valueOf(e.getMessage());
            opened.send(0, closing(e));
        } finally {
            leave(opened, ticket.get(), reason);
        }
    }

    private void refuse(Connection opened, StatusCode status, String reason) {
        opened.send(0, new Closing(status, reason));
        opened.close();
        Callbacks.run(() -> listener().turnedAway(remote, reason));
    }

    private static Closing closing(MicropayException reason) {
        return new Closing(reason.status(), Protocol.reason(reason));
    }

    private void welcome(Connection opened, int helloId, int version) {
        stage = new GuestStage(core, this);
        ServerSettings.Currency currency = core.settings().currency();
        Callbacks.run(() -> listener().connected(remote, core.admission().taken()));
        opened.send(helloId, new Welcome(version, currency.code(), currency.decimals(), core.now(), core.journal()));
    }

    /** True if the client said goodbye. */
    private boolean answerAll(Connection opened) {
        Duration idle = core.resources().limits().idle();
        Optional<Envelope> next = opened.receive(idle);
        while (next.isPresent()) {
            Envelope envelope = next.get();
            heard();
            Callbacks.run(() -> listener().received(remote, envelope.traffic()));
            if (envelope.message() instanceof Exit) {
                // First, so that nobody sees a client online that was told that it is not.
                stage.leave();
                opened.send(envelope.requestId(), new Done(StatusCode.LOGGED_OUT));
                return true;
            }
            answer(opened, envelope.requestId(), envelope.message());
            next = opened.receive(idle);
        }
        return false;
    }

    private void answer(Connection opened, int requestId, Message message) {
        if (message instanceof Pong) {
            return;
        }
        Protocol.requireRequestId(requestId);
        if (message instanceof Ping) {
            opened.send(requestId, new Pong());
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

    private void leave(Connection opened, Ticket ticket, String reason) {
        stage.leave();
        opened.close();
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

    /** The session key that the client proved to own. */
    KeyId sessionKey() {
        return opened().peerKey().id();
    }

    Connection opened() {
        Connection current = connection;
        if (current == null) {
            throw new IllegalStateException("the handshake is not over");
        }
        return current;
    }

    /** Moves to another stage. Called by the reader thread. */
    void become(Stage next) {
        stage = next;
    }

    void reply(int requestId, ServerMessage message) {
        opened().send(requestId, message);
    }

    void push(ServerMessage message) {
        opened().send(0, message);
    }

    private void heard() {
        CompletableFuture<Boolean> waiting = probe.getAndSet(null);
        if (waiting != null) {
            waiting.complete(true);
        }
    }

    /** Whether the client still answers. Waits for it, within a bound. */
    boolean answersPing() {
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        CompletableFuture<Boolean> other = probe.compareAndExchange(null, waiting);
        opened().send(0, new Ping());
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

    /** Tells the client why, and ends the session. */
    void dismiss(StatusCode status) {
        Connection current = connection;
        if (current == null) {
            closeQuietly();
        } else {
            current.send(0, new Closing(status, status.text()));
            current.close();
            current.abort();
        }
    }

    /** Waits, within the bound of a probe, until the session has cleaned up after itself. */
    void awaitEnd() {
        awaitEnd(core.resources().limits().probe());
    }

    /** Waits, within a bound, until the session has cleaned up after itself. */
    void awaitEnd(Duration patience) {
        try {
            if (!end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                closeQuietly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
