package io.micropay.internal.session;

import io.micropay.error.MicropayException;
import io.micropay.internal.crypto.Incoming;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A connection that a server has accepted: finds out which dialect it speaks, and has the conversation. */
final class Arrival {
    private final Socket raw;
    private final ServerCore core;
    private final Optional<Dialect> other;
    private final InetSocketAddress remote;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<@Nullable Conversation> conversation = new AtomicReference<>();

    Arrival(Socket raw, ServerCore core, Optional<Dialect> other) {
        this.raw = raw;
        this.core = core;
        this.other = other;
        this.remote = (InetSocketAddress) raw.getRemoteSocketAddress();
    }

    /** Serves the client until the end. Returns; never throws for what a client did. */
    void run() {
        try {
            Conversation begun = begin();
            conversation.set(begun);
            begun.run();
        } catch (MicropayException | IOException e) {
            String reason = String.valueOf(e.getMessage());
            Callbacks.run(() -> core.settings().listener().turnedAway(remote, reason));
        } finally {
            closeQuietly();
            end.countDown();
        }
    }

    private Conversation begin() throws IOException {
        String protocol = TlsSocket.SERVER_PROTOCOL;
        if (other.isEmpty()) {
            return new ServerSession(
                    TlsSocket.handshake(raw, core.tls(), protocol, Role.SERVER, core.resources()), core);
        }
        Incoming client = readAhead();
        return client.namesProtocol()
                ? new ServerSession(TlsSocket.handshake(client, core.tls(), protocol, core.resources()), core)
                : other.get().with(client);
    }

    private Incoming readAhead() throws IOException {
        ScheduledFuture<?> deadline = TlsSocket.deadline(raw, core.resources());
        try {
            return Incoming.read(raw);
        } finally {
            deadline.cancel(false);
        }
    }

    /** Tells the client why, and ends the conversation, or the handshake. */
    void dismiss(StatusCode status) {
        Conversation current = conversation.get();
        if (current == null) {
            closeQuietly();
        } else {
            current.dismiss(status);
        }
    }

    /** Waits, within a bound, until the conversation has cleaned up after itself. */
    void awaitEnd(Duration patience) {
        try {
            if (!end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                closeQuietly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeQuietly() {
        try {
            raw.close();
        } catch (IOException e) {
            // The connection is over in any case.
        }
    }
}
