package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.internal.crypto.TlsContexts;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;

/** Where payers connect to: accepts peer links and gives each a {@link PayeeLink}. */
final class PayeeHost implements AutoCloseable {
    private static final int MAX_LINKS = 1024;
    private static final int MAX_REMEMBERED = 65_536;

    private final PeerSession session;
    private final ServerSocket listening;
    private final SSLContext tls;
    private final Set<PayeeLink> links = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<OrderRef, Boolean> announced = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderRef, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private PayeeHost(PeerSession session, ServerSocket listening) {
        this.session = session;
        this.listening = listening;
        this.tls = TlsContexts.create(session.client().settings().sessionKeys(), payer -> {});
    }

    /**
     * Binds the port; {@link #start} accepts.
     *
     * @throws ConnectionException if the port cannot be bound
     */
    static PayeeHost listen(PeerSession session, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(port));
                return new PayeeHost(session, socket);
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
        session.client().resources().threads().execute(this::acceptAll);
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                if (links.size() >= MAX_LINKS) {
                    socket.close();
                } else {
                    serve(socket);
                }
            } catch (IOException | RejectedExecutionException e) {
                // The listening socket was closed, or one connection broke before it began: on to the next.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        PayeeLink link = new PayeeLink(socket, session, this);
        links.add(link);
        session.client().resources().threads().execute(() -> {
            try {
                Callbacks.serve(() -> link.run(tls));
            } finally {
                links.remove(link);
            }
        });
    }

    /** True the first time that an order is mentioned. */
    boolean isNews(OrderRef order) {
        lock.lock();
        try {
            return announced.put(order, true) == null;
        } finally {
            lock.unlock();
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            // A listening socket that does not close cannot be helped; the process frees it.
        }
        links.forEach(PayeeLink::close);
    }
}
