package io.micropay.internal.classic.server;

import io.micropay.error.MicropayException;
import io.micropay.event.ServerListener;
import io.micropay.internal.classic.ClassicSocket;
import io.micropay.internal.crypto.Incoming;
import io.micropay.internal.session.Admission;
import io.micropay.internal.session.Admission.Ticket;
import io.micropay.internal.session.Callbacks;
import io.micropay.internal.session.Conversation;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A client of the classic dialect that has connected. As of old it gets no answer, not even to its handshake, before there is
 * a place for it.
 */
final class ClassicArrival implements Conversation {
    /** Natives have the rest of the line for themselves: they have to prove something before they wait. */
    private static final int MAX_WAITING = 500;

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final ClassicDialect dialect;
    private final Incoming client;
    private final InetSocketAddress remote;
    private final CompletableFuture<Void> place = new CompletableFuture<>();
    private final AtomicReference<@Nullable ClassicSession> session = new AtomicReference<>();

    ClassicArrival(ClassicDialect dialect, Incoming client) {
        this.dialect = dialect;
        this.client = client;
        this.remote = (InetSocketAddress) client.raw().getRemoteSocketAddress();
    }

    @Override
    public void run() {
        Admission admission = dialect.core().admission();
        if (admission.waiting() >= MAX_WAITING) {
            turnAway("too many are waiting");
            return;
        }
        Optional<Ticket> ticket = admission.enter(() -> place.complete(null), ahead -> {});
        if (ticket.isEmpty()) {
            turnAway("even the waiting line is full");
            return;
        }
        try {
            if (!ticket.get().hasPlace()) {
                Callbacks.run(() -> listener().waiting(remote, admission.taken(), admission.waiting()));
            }
            awaitPlace();
            serve(admission);
        } catch (CancellationException e) {
            turnAway(StatusCode.SHUTTING_DOWN.text());
        } catch (IOException e) {
            turnAway("it left the waiting line");
        } catch (MicropayException | UncheckedIOException | IllegalArgumentException e) {
            turnAway(String.valueOf(e.getMessage()));
        } finally {
            ticket.get().leave();
        }
    }

    /**
     * Waits for a place, and looks now and then whether the client still does.
     *
     * @throws IOException if it has gone, or speaks though it is not its turn
     */
    private void awaitPlace() throws IOException {
        Socket raw = client.raw();
        while (!place.isDone()) {
            try {
                place.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                requireWaiting(raw);
            } catch (ExecutionException e) {
                throw new IllegalStateException("nobody fails it", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            }
        }
        place.join();
        raw.setSoTimeout(0);
    }

    private static void requireWaiting(Socket raw) throws IOException {
        try {
            raw.setSoTimeout(1);
            int next = raw.getInputStream().read();
            throw new IOException(next < 0 ? "it has gone" : "it spoke before its turn");
        } catch (SocketTimeoutException e) {
            // It waits.
        }
    }

    private void turnAway(String reason) {
        Callbacks.run(() -> listener().turnedAway(remote, reason));
    }

    private void serve(Admission admission) {
        ClassicSocket socket =
                dialect.tls().accept(client, dialect.core().resources().limits().handshake());
        ClassicSession begun = new ClassicSession(dialect, dialect.channel(socket));
        session.set(begun);
        int taken = admission.taken();
        Callbacks.run(() -> listener().connected(remote, taken));
        String reason = begun.converse();
        int others = admission.taken() - 1;
        Callbacks.run(() -> listener().disconnected(remote, others, reason));
    }

    @Override
    public void dismiss(StatusCode status) {
        place.cancel(false);
        ClassicSession current = session.get();
        if (current != null) {
            current.dismiss(status);
        } else {
            ClassicSocket.closeQuietly(client.raw());
        }
    }

    private ServerListener listener() {
        return dialect.core().settings().listener();
    }
}
