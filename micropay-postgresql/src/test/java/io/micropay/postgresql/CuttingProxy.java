package io.micropay.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a store and its database, and cuts the connection at a commit when it is told to. */
final class CuttingProxy implements AutoCloseable {
    /** When to cut. */
    enum Cut {
        /** The database never hears of the commit. */
        BEFORE_COMMIT,
        /** The database commits, and its answer is lost. */
        BEFORE_ANSWER
    }

    /** How the text of a statement ends on the wire; "READ COMMITTED" is no commit. */
    private static final String COMMIT = "COMMIT\0";

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicReference<Cut> next = new AtomicReference<>();
    private final AtomicInteger cuts = new AtomicInteger();

    private CuttingProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    static CuttingProxy start(int serverPort) throws IOException {
        CuttingProxy proxy = new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), serverPort);
        inBackground(proxy::accept);
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next connection that commits. */
    void cutOnce(Cut cut) {
        next.set(cut);
    }

    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Link link = new Link(listener.accept(), new Socket(InetAddress.getLoopbackAddress(), serverPort));
            inBackground(link::upwards);
            inBackground(link::downwards);
        }
    }

    /** One connection, both halves of it. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean keepsAnswer;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void upwards() throws IOException {
            String tail = "";
            byte[] buffer = new byte[1 << 16];
            InputStream input = client.getInputStream();
            OutputStream output = server.getOutputStream();
            for (int size = input.read(buffer); size >= 0; size = input.read(buffer)) {
                String seen = tail + new String(buffer, 0, size, StandardCharsets.ISO_8859_1);
                tail = seen.substring(Math.max(0, seen.length() - COMMIT.length() + 1));
                Cut cut = seen.contains(COMMIT) ? next.getAndSet(null) : null;
                if (cut == Cut.BEFORE_COMMIT) {
                    cut();
                    return;
                }
                keepsAnswer = cut == Cut.BEFORE_ANSWER;
                output.write(Arrays.copyOf(buffer, size));
            }
            closeBoth();
        }

        void downwards() throws IOException {
            byte[] buffer = new byte[1 << 16];
            InputStream input = server.getInputStream();
            OutputStream output = client.getOutputStream();
            for (int size = input.read(buffer); size >= 0; size = input.read(buffer)) {
                if (keepsAnswer) {
                    // The database has answered, so it has committed.
                    cut();
                    return;
                }
                output.write(Arrays.copyOf(buffer, size));
            }
            closeBoth();
        }

        private void cut() throws IOException {
            cuts.incrementAndGet();
            closeBoth();
        }

        private void closeBoth() throws IOException {
            client.close();
            server.close();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void inBackground(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (SocketException e) {
                // Closed by the other half, or by the end of the test.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
