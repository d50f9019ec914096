package io.micropay.classic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server of the classic dialect in memory, over the JDK's TLS, as strict as the other program: one read per block,
 * {@code CA.pem} read at every accept, one worker per connection until it ends. What would crash the other program, or
 * make it lose count of its money, crashes this one: all connections end, nobody is accepted any more, and
 * {@link #assertUnharmed} tells why. Safe for use by several threads.
 */
public final class ScriptedClassicServer implements AutoCloseable {
    private record Waiting(Socket socket, SSLContext context) {}

    private final ScriptedIdentity identity;
    private final RSAPrivateKey key;
    private final ServerSocket listening;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Awaited state = new Awaited();
    private final ScriptedBank bank = new ScriptedBank();
    private final List<String> requests = new ArrayList<>();
    private final List<String> harm = new ArrayList<>();
    private final Set<Socket> sockets = new HashSet<>();
    private int waiting;
    private boolean isOver;

    private ScriptedClassicServer(ScriptedIdentity identity) throws IOException {
        this.identity = identity;
        this.key = identity.privateKey();
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Starts on a free port of this machine; more connections than workers get no TLS answer until one of them ends. */
    public static ScriptedClassicServer start(ScriptedCerts certs, int workers) {
        try {
            ScriptedClassicServer server = new ScriptedClassicServer(certs.server());
            OpensslTool.startDaemon("scripted server", server::acceptAll);
            for (int worker = 0; worker < workers; worker++) {
                OpensslTool.startDaemon("scripted server worker", server::work);
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** The texts that came, in order; a block that cannot be read is {@code ""}. */
    public List<String> requests() {
        List<String> copy = new ArrayList<>();
        state.change(() -> copy.addAll(requests));
        return copy;
    }

    /** Waits until this text has come. */
    public void awaitRequest(String text) {
        if (!state.await(() -> requests.contains(text), OpensslTool.PATIENCE)) {
            throw new AssertionError(text + " has not come, but " + requests());
        }
    }

    /** Waits until somebody has been accepted for whom no worker is free. */
    public void awaitWaiting() {
        if (!state.await(() -> waiting > 0, OpensslTool.PATIENCE)) {
            throw new AssertionError("nobody waits for a worker");
        }
    }

    /** Waits until this account is offline, after a client has gone without a goodbye for example. */
    public void awaitOffline(String name) {
        if (!state.await(() -> bank.connection(name) == null, OpensslTool.PATIENCE)) {
            throw new AssertionError(name + " is still online");
        }
    }

    /** What an account holds. */
    public long balance(String name) {
        long[] balance = new long[1];
        state.change(() -> balance[0] = bank.balance(name));
        return balance[0];
    }

    /** What would have crashed the other program, or would have been misunderstood by it. */
    public List<String> harm() {
        List<String> copy = new ArrayList<>();
        state.change(() -> copy.addAll(harm));
        return copy;
    }

    /** Waits until somebody has done harm: for tests of clients that mean to. */
    public void awaitHarm() {
        if (!state.await(() -> !harm.isEmpty(), OpensslTool.PATIENCE)) {
            throw new AssertionError("nobody has done any harm");
        }
    }

    /** Fails if anybody has done what would have crashed the other program, or would have been misunderstood by it. */
    public void assertUnharmed() {
        List<String> all = harm();
        if (!all.isEmpty()) {
            throw new AssertionError("harm was done to the server: " + all);
        }
    }

    /** Ends at once and drops all connections, as when it is killed. */
    @Override
    public void close() {
        List<Socket> open = new ArrayList<>();
        state.change(() -> {
            isOver = true;
            open.addAll(sockets);
        });
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void crash(String reason) {
        state.change(() -> {
            if (!isOver) {
                harm.add("crash: " + reason);
            }
        });
        close();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listening.accept();
                SSLContext context = ScriptedTls.context(identity);
                state.change(() -> {
                    sockets.add(socket);
                    waiting++;
                });
                queue.add(new Waiting(socket, context));
            }
        } catch (IOException | GeneralSecurityException e) {
            crash("the server cannot accept: " + e);
        }
    }

    private void work() {
        try {
            while (!listening.isClosed()) {
                Waiting next = queue.take();
                state.change(() -> waiting--);
                try (Socket socket = next.socket()) {
                    serve(next);
                    state.change(() -> sockets.remove(socket));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            crash("a socket cannot be closed: " + e);
        }
    }

    private void serve(Waiting next) throws IOException {
        SSLSocket tls;
        X509Certificate peer;
        try {
            tls = ScriptedTls.serverSide(next.context(), next.socket());
            tls.startHandshake();
            peer = (X509Certificate) tls.getSession().getPeerCertificates()[0];
        } catch (IOException e) {
            crash("a connection without TLS or without a certificate in CA.pem: " + e.getMessage());
            return;
        }
        Connection connection = new Connection(tls, (RSAPublicKey) peer.getPublicKey());
        try {
            connection.talk();
            tls.close();
        } catch (ScriptedBank.Harm e) {
            crash(e.getMessage());
        } catch (IOException e) {
            // The client is gone without a goodbye, or the server is over.
        } finally {
            connection.logout();
        }
    }

    /** One client's connection and who is logged in on it. */
    private final class Connection {
        private final SSLSocket tls;
        private final RSAPublicKey peer;
        private @Nullable String account;

        Connection(SSLSocket tls, RSAPublicKey peer) {
            this.tls = tls;
            this.peer = peer;
        }

        /** Until the goodbye, or until the client is gone. */
        void talk() throws IOException, ScriptedBank.Harm {
            while (true) {
                Optional<String> text = receive();
                if (text.isEmpty()) {
                    send("400");
                } else if (text.get().equals("Exit")) {
                    send("Bye\n");
                    return;
                } else if (text.get().equals("TRANSACTION") && account != null) {
                    transact(receive());
                } else {
                    send(answer(text.get(), text.get().split("#", -1)));
                }
            }
        }

        /** One read, which gives at most one record, is one block. */
        private Optional<String> receive() throws IOException {
            byte[] buffer = new byte[ScriptedBlocks.BLOCK_BYTES];
            int size = tls.getInputStream().read(buffer, 0, buffer.length);
            if (size < 0) {
                throw new IOException("the client is gone");
            }
            Optional<String> text = ScriptedBlocks.decode(Arrays.copyOf(buffer, size), peer);
            state.change(() -> {
                requests.add(text.orElse(""));
                if (text.isEmpty()) {
                    harm.add("misunderstood: a record of " + size + " bytes that is no block of the client's key");
                }
            });
            return text;
        }

        private void transact(Optional<String> text) throws IOException, ScriptedBank.Harm {
            List<String> payment = List.of(text.orElse("").split("#", -1));
            if (payment.size() != 3) {
                send("400");
                return;
            }
            String outcome;
            Connection payer;
            synchronized (state) {
                outcome = bank.transfer(payment);
                payer = (Connection) bank.connection(payment.get(0));
                state.notifyAll();
            }
            if (payer != null) {
                payer.send(outcome);
            }
        }

        private String answer(String text, String[] parts) {
            String[] answer = {"400"};
            state.change(() -> {
                if (text.equals("List") || text.equals("TRANSACTION")) {
                    answer[0] = account == null ? "Please login first\n" : bank.listing(account);
                } else if (parts.length == 2 && parts[0].equals("REGISTER")) {
                    answer[0] = bank.register(parts[1]);
                } else if (parts.length == 2 && parts[1].matches("[0-9]{1,5}")) {
                    answer[0] = login(parts[0], Integer.parseInt(parts[1]));
                }
            });
            return answer[0];
        }

        private String login(String name, int peerPort) {
            String answer = bank.login(name, tls.getInetAddress().getHostAddress(), peerPort, this);
            if (bank.connection(name) == this) {
                account = name;
            }
            return answer;
        }

        /** A text that does not fit becomes a block of zeros. */
        private void send(String text) throws IOException {
            byte[] block = text.length() > ScriptedBlocks.TEXT_BYTES
                    ? new byte[ScriptedBlocks.BLOCK_BYTES]
                    : ScriptedBlocks.encode(text, key);
            synchronized (tls) {
                tls.getOutputStream().write(block);
                tls.getOutputStream().flush();
            }
        }

        void logout() {
            state.change(() -> {
                if (account != null) {
                    bank.logout(account);
                }
            });
        }
    }
}
