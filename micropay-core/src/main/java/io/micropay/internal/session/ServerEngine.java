package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.event.ServerListener;
import io.micropay.event.ServerStatus;
import io.micropay.event.SettledBatch;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.TlsContexts;
import io.micropay.internal.ledger.HoldSweep;
import io.micropay.internal.ledger.LedgerWriter;
import io.micropay.internal.ledger.Settlement;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running server: accepts connections and gives each a session. */
public final class ServerEngine implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final ServerCore core;
    private final Optional<Dialect> dialect;
    private final ServerSocket listening;
    private final Set<Arrival> arrivals = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private ServerEngine(ServerCore core, Optional<Dialect> dialect, ServerSocket listening) {
        this.core = core;
        this.dialect = dialect;
        this.listening = listening;
    }

    /**
     * Binds the port and starts.
     *
     * @param other what to speak with clients that name no protocol; empty to refuse them
     * @throws ConnectionException if the address cannot be bound
     */
    public static ServerEngine start(ServerSettings settings, Optional<Dialect.Factory> other) {
        ServerSocket listening = bind(settings.address());
        SessionResources resources = SessionResources.create(settings.limits());
        try {
            PublicKeyHandle serverKey = PublicKeyHandle.of(settings.keys().certificate());
            LedgerWriter ledger =
                    LedgerWriter.open(settings.store(), settings.keys(), settings.openingBalance(), settings.clock());
            ServerCore core = new ServerCore(
                    settings,
                    serverKey,
                    TlsContexts.create(settings.keys(), client -> {}),
                    Settlement.start(ledger, telling(settings.listener())),
                    new Directory(),
                    new Admission(settings.userLimit()),
                    new Credentials(),
                    resources);
            ServerEngine engine = new ServerEngine(core, dialect(other, core), listening);
            resources.threads().execute(engine::acceptAll);
            engine.sweepHolds();
            return engine;
        } catch (RuntimeException e) {
            resources.close();
            closeQuietly(listening);
            throw e;
        }
    }

    private static Settlement.Observer telling(ServerListener listener) {
        return new Settlement.Observer() {
            @Override
            public void settled(SettledBatch batch) {
                Callbacks.run(() -> listener.settled(batch));
            }

            @Override
            public void failed(int commands, MicropayException reason) {
                Callbacks.run(() -> listener.unsettled(commands, reason));
            }
        };
    }

    private static Optional<Dialect> dialect(Optional<Dialect.Factory> factory, ServerCore core) {
        try {
            return factory.map(found -> found.create(core));
        } catch (RuntimeException e) {
            core.settlement().close();
            throw e;
        }
    }

    private void sweepHolds() {
        ServerSettings settings = core.settings();
        HoldSweep sweep = new HoldSweep(settings.store(), core.settlement(), settings.clock());
        AtomicBoolean isSweeping = new AtomicBoolean();
        var unused = core.resources()
                .timer()
                .scheduleWithFixedDelay(() -> sweepOnce(sweep, isSweeping), 0, SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The timer's thread is for short tasks only. */
    private void sweepOnce(HoldSweep sweep, AtomicBoolean isSweeping) {
        if (isSweeping.compareAndSet(false, true)) {
            core.resources().threads().execute(() -> {
                try {
                    sweep.run();
                } finally {
                    isSweeping.set(false);
                }
            });
        }
    }

    private static ServerSocket bind(InetSocketAddress address) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(address, BACKLOG);
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConnectionException(
                    StatusCode.DISCONNECTED,
                    "cannot listen on port " + address.getPort() + " of " + address.getHostString() + ": "
                            + e.getMessage() + "; choose another port or address",
                    e);
        }
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                take(listening.accept());
            } catch (IOException e) {
                // The listening socket was closed, or one connection broke before it began: on to the next.
            }
        }
    }

    private void take(Socket socket) throws IOException {
        Arrival arrival = new Arrival(socket, core, dialect);
        arrivals.add(arrival);
        try {
            socket.setTcpNoDelay(true);
            core.resources().threads().execute(() -> serve(arrival));
        } catch (IOException | RejectedExecutionException | OutOfMemoryError e) {
            // Without a thread for it, this one has to go; those that come when there are threads again do not.
            arrivals.remove(arrival);
            socket.close();
        }
    }

    private void serve(Arrival arrival) {
        try {
            Callbacks.serve(arrival::run);
        } finally {
            arrivals.remove(arrival);
        }
    }

    /** Where the server listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** How the server is now. */
    public ServerStatus status() {
        return new ServerStatus(
                !listening.isClosed(),
                core.admission().taken(),
                core.admission().waiting(),
                core.directory().size(),
                core.settlement().queued());
    }

    /** Stops accepting, settles what is queued, tells the clients, closes. Bounded, idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closeQuietly(listening);
        dialect.ifPresent(Dialect::close);
        dismissAll();
        core.settlement().close();
        core.resources().close();
    }

    /** All at once, and within one bound for all of them together. */
    private void dismissAll() {
        Duration patience = core.resources().limits().probe();
        long deadline = System.nanoTime() + patience.toNanos();
        for (Arrival arrival : arrivals) {
            core.resources().threads().execute(() -> arrival.dismiss(StatusCode.SHUTTING_DOWN));
        }
        for (Arrival arrival : arrivals) {
            arrival.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // A listening socket that does not close cannot be helped; the process frees it.
        }
    }
}
