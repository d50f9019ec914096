package io.micropay.internal.classic;

import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicPeer;
import io.micropay.error.MicropayException;
import io.micropay.internal.classic.ClassicChannel.Arrived;
import io.micropay.keys.KeyMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * A server of the classic dialect in a page, which notes what would have killed the one of old, and can be told to be silent,
 * slow or full.
 */
final class StubServer implements AutoCloseable {
    private static final long OPENING = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<String> provocations = new LinkedBlockingQueue<>();
    final Map<String, Long> balances = new ConcurrentHashMap<>();
    final CountDownLatch placeFree = new CountDownLatch(1);

    /** Says nothing of transfers, and does not carry them out. */
    volatile boolean isSilentOnTransfers;

    /** Breaks the payer's connection instead of carrying a transfer out. */
    volatile boolean isBreakingOnTransfers;

    /** Answers a request for the list as a server whose list does not fit. */
    volatile boolean isListTooLong;

    /** Answers nothing. */
    volatile boolean isMute;

    /** Makes a handshake wait for {@link #placeFree}. */
    volatile boolean isFull;

    /** Who is on the list without being there. */
    final List<ClassicPeer> ghosts = new CopyOnWriteArrayList<>();

    private final Map<String, Guest> online = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final KeyMaterial own;
    private final ClassicTls tls;
    private final ServerSocket listening;

    private record Guest(ClassicChannel channel, ClassicPeer entry) {}

    StubServer(ClassicCertificates certificates, KeyMaterial own) throws IOException {
        this.own = own;
        this.tls = new ClassicTls(own, certificates, Clock.systemUTC(), timer);
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::acceptAll);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Says something to somebody who is online. */
    void say(String name, String text) {
        online.get(name).channel().send(text);
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket raw) {
        try {
            if (isFull) {
                placeFree.await();
            }
            ClassicSocket socket = tls.accept(raw, PATIENCE);
            new Talk(new ClassicChannel(socket, own, timer, ClassicLimits.DEFAULT)).run();
        } catch (MicropayException e) {
            provocations.add(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Talk {
        private final ClassicChannel channel;
        private String self = "";
        private boolean isTransferDue;

        Talk(ClassicChannel channel) {
            this.channel = channel;
        }

        void run() {
            try {
                boolean goesOn = true;
                while (goesOn) {
                    Optional<Arrived> arrived = channel.receive(Duration.ZERO);
                    goesOn = arrived.isPresent() && answer(arrived.get().text().orElse("(not readable)"));
                }
            } catch (MicropayException e) {
                // The client has gone in its own way.
            } finally {
                online.remove(self);
                channel.close();
            }
        }

        private boolean answer(String request) {
            requests.add(request);
            if (isMute) {
                return true;
            }
            String[] parts = request.split("#", -1);
            if (isTransferDue) {
                isTransferDue = false;
                transfer(Transfer.parse(request));
            } else if (request.equals(Requests.EXIT)) {
                channel.send(Reply.BYE.text());
                return false;
            } else if (request.equals(Requests.TRANSACTION)) {
                isTransferDue = true;
            } else if (request.equals(Requests.LIST)) {
                list();
            } else if (parts.length == 2 && parts[0].equals(Requests.REGISTER)) {
                boolean isFree = balances.putIfAbsent(parts[1], OPENING) == null;
                channel.send((isFree ? Reply.REGISTERED : Reply.NAME_TAKEN).text());
            } else if (parts.length == 2) {
                logIn(parts[0], Integer.parseInt(parts[1]));
            } else {
                channel.send(Reply.MALFORMED.text());
            }
            return true;
        }

        private void logIn(String name, int port) {
            if (!balances.containsKey(name)) {
                channel.send(Reply.AUTHENTICATION_FAILED.text());
            } else if (online.containsKey(name)) {
                channel.send(Reply.DUPLICATE_LOGIN.text());
            } else {
                self = name;
                online.put(name, new Guest(channel, new ClassicPeer(name, "127.0.0.1", port)));
                list();
            }
        }

        private void list() {
            if (isListTooLong) {
                writeZeros();
                return;
            }
            Guest guest = online.get(self);
            if (guest == null) {
                channel.send(Reply.NOT_LOGGED_IN.text());
                return;
            }
            List<ClassicPeer> everybody = Stream.concat(online.values().stream().map(Guest::entry), ghosts.stream())
                    .toList();
            channel.send(ListingText.format(balances.get(self), guest.entry(), everybody)
                    .text());
        }

        private void writeZeros() {
            try {
                channel.socket().tls().getOutputStream().write(new byte[ClassicBlock.SIZE]);
            } catch (IOException e) {
                channel.abort();
            }
        }

        private void transfer(Transfer transfer) {
            Guest payer = online.get(transfer.payer());
            if (payer == null || !balances.containsKey(transfer.payee())) {
                provocations.add(transfer.text());
            } else if (isBreakingOnTransfers) {
                payer.channel().abort();
            } else if (!isSilentOnTransfers) {
                payer.channel().send(settle(transfer).text());
            }
        }

        private Reply settle(Transfer transfer) {
            if (!transfer.isPayable()) {
                return Reply.TRANSFER_FAILED;
            }
            if (balances.get(transfer.payer()) < transfer.amount()) {
                return Reply.BANKRUPT;
            }
            balances.merge(transfer.payer(), -transfer.amount(), Long::sum);
            balances.merge(transfer.payee(), transfer.amount(), Long::sum);
            return Reply.TRANSFER_OK;
        }
    }

    @Override
    public void close() throws IOException {
        placeFree.countDown();
        listening.close();
        online.values().forEach(guest -> guest.channel().abort());
        threads.shutdownNow();
        timer.shutdownNow();
    }
}
