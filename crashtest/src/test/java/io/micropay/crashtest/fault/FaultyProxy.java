package io.micropay.crashtest.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between two ends of a TLS connection and mistreats it: cuts it after any number of bytes, closes one direction only,
 * delays what goes over it. What happens to the n-th connection depends on the seed.
 */
final class FaultyProxy implements AutoCloseable {
    private static final int LONGEST_DELAY_MILLIS = 150;

    private final int target;
    private final Random random;
    private final int mostBytes;
    private final ServerSocket listening;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile boolean isKind;

    /** What happens to one direction of a connection. */
    private enum Fault {
        NONE,
        CUT,
        HALF_CLOSE,
        DELAY
    }

    private FaultyProxy(int target, long seed, int mostBytes) throws IOException {
        this.target = target;
        this.random = new Random(seed);
        this.mostBytes = mostBytes;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /**
     * Starts.
     *
     * @param target the port of the other end, on the loopback
     * @param seed what happens
     * @param mostBytes after how many bytes a connection breaks at the latest, if it does
     */
    static FaultyProxy start(int target, long seed, int mostBytes) throws IOException {
        FaultyProxy proxy = new FaultyProxy(target, seed, mostBytes);
        run(proxy::acceptAll);
        return proxy;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on new connections are left alone, and old ones are closed. */
    void becomeKind() throws IOException {
        isKind = true;
        closeAll();
    }

    /** How many connections were broken or slowed. */
    int faults() {
        return faults.get();
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket near = listening.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(near);
                sockets.add(far);
                pump(near, far);
                pump(far, near);
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pump(Socket from, Socket to) {
        Fault fault = isKind ? Fault.NONE : Fault.values()[random.nextInt(Fault.values().length)];
        int bytes = random.nextInt(mostBytes);
        int delay = 1 + random.nextInt(LONGEST_DELAY_MILLIS);
        run(() -> {
            try {
                mistreat(from, to, fault, bytes, delay);
            } catch (IOException | InterruptedException e) {
                // Broken from one of the ends.
            }
        });
    }

    private void mistreat(Socket from, Socket to, Fault fault, int bytes, int delay)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[4096];
        int left = bytes;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            boolean isDue = count >= left;
            if (fault == Fault.NONE || !isDue) {
                out.write(buffer, 0, count);
                left -= count;
                continue;
            }
            faults.incrementAndGet();
            if (fault == Fault.DELAY) {
                TimeUnit.MILLISECONDS.sleep(delay);
                out.write(buffer, 0, count);
                left = bytes;
                continue;
            }
            out.write(buffer, 0, left);
            if (fault == Fault.HALF_CLOSE) {
                to.shutdownOutput();
                in.transferTo(OutputStream.nullOutputStream());
            } else {
                from.close();
                to.close();
            }
            return;
        }
        to.shutdownOutput();
    }

    private void closeAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closeAll();
    }
}
