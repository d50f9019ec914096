package io.micropay.internal.classic;

import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.internal.classic.ClassicChannel.Arrived;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** Where payers connect to: takes one block from each connection, and passes on what is a transfer to this account. */
final class ClassicPayee implements AutoCloseable {
    private static final Logger LOG = System.getLogger(ClassicPayee.class.getName());
    private static final int MAX_CONNECTIONS = 256;

    private final ClassicEngine engine;
    private final String account;
    private final ServerSocket listening;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private ClassicPayee(ClassicEngine engine, String account, ServerSocket listening) {
        this.engine = engine;
        this.account = account;
        this.listening = listening;
    }

    /**
     * Binds the port; {@link #start} accepts.
     *
     * @throws ConnectionException if the port cannot be bound
     */
    static ClassicPayee listen(ClassicEngine engine, String account, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(port));
                return new ClassicPayee(engine, account, socket);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ConnectionException(
                    StatusCode.DISCONNECTED,
                    "cannot listen for peers on port " + port + ": " + e.getMessage() + "; choose another port, or 0",
                    e);
        }
    }

    void start() {
        engine.threads().each().execute(this::acceptAll);
    }

    String account() {
        return account;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (connections.size() >= MAX_CONNECTIONS) {
                    socket.close();
                } else {
                    connections.add(socket);
                    engine.threads().each().execute(() -> serve(socket));
                }
            } catch (IOException | RejectedExecutionException e) {
                // The listening socket was closed, or one connection broke before it began: on to the next.
            }
        }
    }

    private void serve(Socket socket) {
        try {
            take(socket);
        } catch (MicropayException e) {
            engine.told().of(listener -> listener.dropped(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a connection failed", e);
        } finally {
            connections.remove(socket);
            ClassicSocket.closeQuietly(socket);
        }
    }

    private void take(Socket raw) {
        ClassicLimits limits = engine.settings().limits();
        ClassicSocket socket = engine.tls().accept(raw, limits.handshake());
        Optional<Arrived> arrived;
        try (ClassicChannel channel = engine.channel(socket)) {
            arrived = channel.receive(limits.handshake());
        }
        if (arrived.isEmpty()) {
            return;
        }
        engine.told().of(listener -> listener.received(arrived.get().traffic()));
        String text = arrived.get()
                .text()
                .orElseThrow(() -> new ProtocolException(
                        StatusCode.MALFORMED, "a peer sent what is no block of its own key; nothing was paid"));
        Transfer transfer = Transfer.parse(text);
        if (!transfer.payee().equals(account) || transfer.payer().equals(account)) {
            throw new ProtocolException(
                    StatusCode.NOT_PERMITTED, "a peer sent a transfer that is not to " + account + ": " + text);
        }
        engine.passOn(transfer, text);
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
