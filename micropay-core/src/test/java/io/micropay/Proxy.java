package io.micropay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Stands between a client and its server, and can cut the line or swallow what goes over it. */
final class Proxy implements AutoCloseable {
    private final int target;
    private final ServerSocket listening;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private volatile boolean isSwallowing;

    Proxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0);
        start(this::acceptAll);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on nothing arrives on either side, and nobody is told. */
    void swallow() {
        isSwallowing = true;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!isSwallowing) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // Cut.
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    /** Cuts every line, for ever. */
    void cut() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
