package io.micropay.internal.session;

import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A connection that a server has accepted: the handshake, and then the conversation in the dialect that came out of it. */
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
            Role role = other.isPresent() ? Role.SERVER_OF_ANY : Role.SERVER;
            TlsSocket tls = TlsSocket.handshake(raw, core.tls(), TlsSocket.SERVER_PROTOCOL, role, core.resources());
            Conversation begun = begin(tls);
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

    private Conversation begin(TlsSocket tls) throws IOException {
        if (tls.namesProtocol()) {
            return new ServerSession(tls, core);
        }
        return other.orElseThrow(
                        () -> new ProtocolException(StatusCode.VERSION_UNSUPPORTED, "the client names no protocol"))
                .with(tls);
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
