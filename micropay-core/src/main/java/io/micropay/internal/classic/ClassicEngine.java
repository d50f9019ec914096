package io.micropay.internal.classic;

import io.micropay.classic.ClassicListing;
import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.classic.ClassicChannel.Arrived;
import io.micropay.internal.crypto.TlsHandshake.ClassicOffer;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.StatusCode;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A client's connection to its server in the classic dialect. Straight-line and blocking; safe for several threads. */
public final class ClassicEngine implements AutoCloseable {
    /** A server with a place free answers much sooner. */
    private static final Duration BUSY_AFTER = Duration.ofSeconds(1);

    private final ClassicSettings settings;
    private final ClassicThreads threads;
    private final ClassicTls tls;
    private final Told told;
    private final ServerLink link;
    private final AwaitedWord words = new AwaitedWord();
    private final ClassicPayer payer = new ClassicPayer(this, words);
    private final AtomicReference<@Nullable ClassicPayee> payee = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean isLeaving = new AtomicBoolean();
    private final AtomicReference<@Nullable MicropayException> end = new AtomicReference<>();

    private ClassicEngine(ClassicSettings settings, ClassicThreads threads, KeyMaterial own) {
        this.settings = settings;
        this.threads = threads;
        this.tls = new ClassicTls(own, settings.certificates(), settings.clock(), threads.timer());
        this.told = new Told(settings.listener());
        this.link = new ServerLink(channel(connect()), told, settings.timeout(), new Handler());
    }

    /**
     * Makes the own certificate, and only then connects. Nothing of the certificate is left behind if that fails.
     *
     * @throws MicropayException if the server cannot be reached, or is not in the directory
     */
    public static ClassicEngine connect(ClassicSettings settings, ClassicThreads threads) {
        KeyMaterial own = settings.certificates().create(settings.id(), settings.clock());
        try {
            ClassicEngine engine = new ClassicEngine(settings, threads, own);
            engine.link.start(threads.each());
            return engine;
        } catch (RuntimeException e) {
            settings.certificates().delete(settings.id());
            throw e;
        }
    }

    /** A server whose places are all taken accepts by TCP, and does not go on before one is free. */
    private ClassicSocket connect() {
        Socket raw = ClassicTls.open(settings.server(), settings.limits().handshake());
        try {
            raw.setKeepAlive(true);
        } catch (SocketException e) {
            ClassicSocket.closeQuietly(raw);
            throw new ConnectionException(StatusCode.DISCONNECTED, "the connection broke: " + e.getMessage(), e);
        }
        ScheduledFuture<?> busy = threads.timer()
                .schedule(
                        () -> threads.each().execute(() -> told.of(listener -> listener.waiting())),
                        BUSY_AFTER.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            return tls.shake(
                    raw, Role.CLIENT, ClassicOffer.USUAL, settings.limits().place());
        } finally {
            busy.cancel(false);
        }
    }

    /** What comes without being asked for. */
    private final class Handler implements ServerLink.Handler {
        @Override
        public void word(String text) {
            if (!words.deliver(text)) {
                told.of(listener -> listener.lateReply(text.strip()));
            }
        }

        @Override
        public void ended(MicropayException reason) {
            words.fail(reason);
            closePayee();
            end.set(reason);
            tellEnd();
        }
    }

    /** Tells that the connection has ended, once, unless that was to be expected. */
    private void tellEnd() {
        MicropayException reason = closed.get() || isLeaving.get() ? null : end.getAndSet(null);
        if (reason != null) {
            String text = String.valueOf(reason.getMessage());
            told.of(listener -> listener.disconnected(reason.status(), text));
        }
    }

    /** Does what makes the server end the connection if it succeeds, so that the end is no news then. */
    public void leaveBy(Runnable act) {
        isLeaving.set(true);
        try {
            act.run();
        } catch (RuntimeException e) {
            isLeaving.set(false);
            tellEnd();
            throw e;
        }
    }

    ClassicSettings settings() {
        return settings;
    }

    ClassicThreads threads() {
        return threads;
    }

    ClassicTls tls() {
        return tls;
    }

    Told told() {
        return told;
    }

    ClassicChannel channel(ClassicSocket socket) {
        return new ClassicChannel(socket, tls.own(), threads.timer(), settings.limits());
    }

    /** The own key. */
    public KeyMaterial own() {
        return tls.own();
    }

    /** What the server presented. */
    public X509Certificate serverCertificate() {
        return link.channel().socket().peer();
    }

    public long bytesWritten() {
        return link.channel().bytesWritten();
    }

    public long bytesRead() {
        return link.channel().bytesRead();
    }

    /** Who is logged in. */
    public Optional<String> account() {
        return Optional.ofNullable(payee.get()).map(ClassicPayee::account);
    }

    /** Where payers connect to, once logged in. */
    public Optional<Integer> peerPort() {
        return Optional.ofNullable(payee.get()).map(ClassicPayee::port);
    }

    /** Opens an account. */
    public void register(String name) {
        String request = Requests.register(name);
        Arrived reply = link.inTurn(() -> link.ask(request));
        if (reply.text().flatMap(Reply::of).filter(Reply.REGISTERED::equals).isEmpty()) {
            throw refusal(reply);
        }
    }

    /** Goes online, with an endpoint for payers on a port, 0 for any free one. */
    public ClassicListing logIn(String name, int peerPort) {
        Requests.login(name, peerPort);
        Arrived reply = link.inTurn(() -> {
            requireNobody();
            ClassicPayee endpoint = ClassicPayee.listen(this, name, peerPort);
            try {
                Arrived answer = link.ask(Requests.login(name, endpoint.port()));
                boolean isRefused = answer.text().isPresent() && !isListing(answer);
                if (isRefused) {
                    throw refusal(answer);
                }
                payee.set(endpoint);
                endpoint.start();
                return answer;
            } catch (RuntimeException e) {
                endpoint.close();
                throw e;
            }
        });
        return listing(reply);
    }

    private void requireNobody() {
        Optional<String> account = account();
        if (account.isPresent()) {
            throw new RequestRefusedException(
                    StatusCode.ALREADY_LOGGED_IN,
                    "this connection is logged in as " + account.get() + " already; connect once more for another");
        }
    }

    /** The own balance, and who is online. */
    public ClassicListing list() {
        return link.inTurn(this::listInTurn);
    }

    private ClassicListing listInTurn() {
        return listing(link.ask(Requests.LIST));
    }

    /** Pays somebody who is online. */
    public void pay(String payeeName, long amount) {
        String self = account()
                .orElseThrow(
                        () -> new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text()));
        payer.pay(new Transfer(self, amount, payeeName));
    }

    /**
     * Tells the server of a transfer to this account, in the payer's own words. The payer has to be online: the server of old
     * does not get over one who is not. Such a server lists everybody or fails, so a list with gaps is not its.
     */
    void passOn(Transfer transfer, String text) {
        link.inTurn(() -> {
            ClassicListing listing = listInTurn();
            if (listing.isComplete() && listing.find(transfer.payer()).isEmpty()) {
                throw new ProtocolException(
                        StatusCode.UNKNOWN_PAYER, "a transfer by somebody who is not online was dropped: " + text);
            }
            link.tell(Requests.TRANSACTION, text);
            return true;
        });
        told.of(listener -> listener.announced(transfer.payer(), transfer.amount()));
    }

    /**
     * Whether the server speaks another protocol on the same port, by ALPN.
     *
     * @throws MicropayException if that could not be found out
     */
    public boolean speaks(String protocol) {
        return NativeProbe.isSpoken(this, protocol);
    }

    private static boolean isListing(Arrived reply) {
        return reply.text().filter(ListingText::isListing).isPresent();
    }

    private static ClassicListing listing(Arrived reply) {
        if (!isListing(reply)) {
            throw refusal(reply);
        }
        return ListingText.parse(reply.text().orElseThrow());
    }

    private static MicropayException refusal(Arrived reply) {
        if (reply.text().isEmpty()) {
            return new ProtocolException(
                    StatusCode.FRAME_TOO_LARGE,
                    "the server's answer cannot be read: more users may be online than fit its list; try again later");
        }
        String text = reply.text().get().strip();
        Optional<Reply> known = Reply.of(text);
        if (known.isEmpty() || known.get() == Reply.REGISTERED) {
            return new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "not the answer that was due: '" + text + "'");
        }
        StatusCode status = known.get().status();
        return status == StatusCode.AUTHENTICATION_FAILED
                ? new AuthenticationException(status, text)
                : new RequestRefusedException(status, text);
    }

    private void closePayee() {
        ClassicPayee endpoint = payee.get();
        if (endpoint != null) {
            endpoint.close();
        }
    }

    /** Says goodbye, closes, and deletes the own certificate. Bounded, idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closePayee();
        if (link.isOpen()) {
            sayGoodbye();
        }
        link.close();
        settings.certificates().delete(settings.id());
    }

    private void sayGoodbye() {
        Duration patience = settings.limits().parting();
        try {
            link.inTurn(patience, () -> link.ask(Requests.EXIT, patience));
        } catch (MicropayException e) {
            // The server is gone, or does not answer: it will notice by itself that this client has left.
        }
    }
}
