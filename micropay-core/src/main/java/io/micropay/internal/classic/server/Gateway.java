package io.micropay.internal.classic.server;

import io.micropay.classic.ClassicPeer;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.internal.classic.ClassicChannel;
import io.micropay.internal.classic.ClassicChannel.Arrived;
import io.micropay.internal.classic.ClassicSocket;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.session.Callbacks;
import io.micropay.internal.session.Directory.Online;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * The endpoint that classic payers are sent to when they pay an account of the native dialect, whose own endpoint they do not
 * understand. One port for all of them: a transfer names its payee.
 */
final class Gateway implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 256;

    private final ClassicDialect dialect;
    private final ServerSocket listening;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private Gateway(ClassicDialect dialect, ServerSocket listening) {
        this.dialect = dialect;
        this.listening = listening;
    }

    /**
     * Binds the port, at the address of the server, and starts.
     *
     * @throws ConnectionException if the port cannot be bound
     */
    static Gateway open(ClassicDialect dialect, int port) {
        InetAddress host = dialect.core().settings().address().getAddress();
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(host, port));
            } catch (IOException e) {
                socket.close();
                throw e;
            }
            Gateway gateway = new Gateway(dialect, socket);
            dialect.core().resources().threads().execute(gateway::acceptAll);
            return gateway;
        } catch (IOException e) {
            throw new ConnectionException(
                    StatusCode.DISCONNECTED,
                    "cannot listen for classic payers on port " + port + ": " + e.getMessage()
                            + "; choose another port, or 0",
                    e);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Everybody who is online, in order, as a classic client that reached the server at some address has to see them. */
    List<ClassicPeer> directorySeenAt(InetAddress address) {
        KeyId server = dialect.core().serverKey().id();
        // The zone of an IPv6 address means something on this machine only.
        String host = address.getHostAddress().replaceFirst("%.*", "");
        return dialect.core()
                .directory()
                .all()
                .map(online -> isHosted(online, server)
                        ? new ClassicPeer(
                                online.account().name(),
                                online.peer().host(),
                                online.peer().port())
                        : new ClassicPeer(online.account().name(), host, port()))
                .toList();
    }

    private static boolean isHosted(Online online, KeyId server) {
        return online.credential().signature().signer().equals(server);
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

    private void take(Socket socket) {
        try {
            if (connections.size() < MAX_CONNECTIONS) {
                connections.add(socket);
                dialect.core().resources().threads().execute(() -> Callbacks.serve(() -> serve(socket)));
                return;
            }
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            connections.remove(socket);
        }
        ClassicSocket.closeQuietly(socket);
    }

    private void serve(Socket raw) {
        InetSocketAddress remote = (InetSocketAddress) raw.getRemoteSocketAddress();
        Optional<Runnable> payment = Optional.empty();
        try {
            payment = receive(raw, remote);
        } catch (MicropayException | UncheckedIOException e) {
            Callbacks.run(
                    () -> dialect.core().settings().listener().turnedAway(remote, String.valueOf(e.getMessage())));
        } finally {
            connections.remove(raw);
            ClassicSocket.closeQuietly(raw);
        }
        // Whatever time its payee takes, the next payer has a connection.
        payment.ifPresent(Runnable::run);
    }

    private Optional<Runnable> receive(Socket raw, InetSocketAddress remote) {
        Duration patience = dialect.core().resources().limits().firstMessage();
        ClassicSocket socket = dialect.tls().accept(raw, patience);
        Optional<Arrived> block;
        try (ClassicChannel channel = dialect.channel(socket)) {
            block = channel.receive(patience);
        }
        block.ifPresent(arrived ->
                Callbacks.run(() -> dialect.core().settings().listener().received(remote, arrived.traffic())));
        KeyId key = PublicKeyHandle.of(socket.peer()).id();
        return block.flatMap(Arrived::text).map(text -> () -> dialect.cashier().takeFromPayer(text, key));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            // A listening socket that does not close cannot be helped; the process frees it.
        }
        connections.forEach(ClassicSocket::closeQuietly);
    }
}
