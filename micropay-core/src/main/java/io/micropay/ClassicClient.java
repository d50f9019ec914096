package io.micropay;

import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicListener;
import io.micropay.classic.ClassicListing;
import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.error.ProtocolException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.classic.ClassicEngine;
import io.micropay.internal.classic.ClassicLimits;
import io.micropay.internal.classic.ClassicSettings;
import io.micropay.internal.classic.ClassicThreads;
import io.micropay.internal.session.Limits;
import io.micropay.internal.session.SessionResources;
import io.micropay.keys.Wallet;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server in the classic dialect, for those whose server or peers speak nothing else yet.
 *
 * <p><strong>The dialect protects nothing from whoever knows a name</strong> and has a certificate in the shared directory:
 * that is all it takes to log in. Whoever is logged in can move the money of anybody who is online, since it is the payee who
 * says that there is a payment. Nothing is signed, there are no receipts, the same payment twice is two, and the server's word
 * on a payment does not say on which. Take {@link MicropayClient} where you can, and {@link #upgrade} as soon as you can.
 *
 * <p>Names are as in {@link io.micropay.classic.ClassicPeer}: a character for each byte, without {@code #} and NUL, 235 at the
 * most. Amounts are whole and above zero.
 *
 * <p>Every method waits for its answer. Safe for use by several threads; requests take turns, and so do payments. Closing says
 * goodbye, deletes the own certificate, and takes bounded time.
 *
 * <p>Example:
 * <pre>{@code
 * ClassicCertificates certificates = ClassicCertificates.in(Path.of("certs"));
 * try (ClassicClient client = ClassicClient.builder("127.0.0.1", 8888, certificates).connect()) {
 *     client.register("alice");
 *     client.login("alice", 0);
 *     client.pay("bob", 2000);
 *     long balance = client.list().balance();
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class ClassicClient implements AutoCloseable {
    private final ClassicEngine engine;
    private final SessionResources resources;
    private final InetSocketAddress server;
    private final String certificateId;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ClassicClient(ClassicEngine engine, SessionResources resources, ClassicSettings settings) {
        this.engine = engine;
        this.resources = resources;
        this.server = settings.server();
        this.certificateId = settings.id();
    }

    /**
     * Starts to describe a client.
     *
     * @param host name or address of the server
     * @param port where it listens, 1 to 65535
     * @param certificates the directory that the client shares with the server and with its peers
     * @return a builder
     * @throws IllegalArgumentException if {@code port} is none
     */
    public static Builder builder(String host, int port, ClassicCertificates certificates) {
        return new Builder(host, port, certificates);
    }

    /**
     * What the server presented.
     *
     * @return the server's certificate, which is in the shared directory
     */
    public X509Certificate serverCertificate() {
        return engine.serverCertificate();
    }

    /**
     * What the files of the own certificate begin with.
     *
     * @return letters and digits
     */
    public String certificateId() {
        return certificateId;
    }

    /**
     * Who is logged in. Also after the connection was lost.
     *
     * @return the account, or empty before {@link #login}
     */
    public Optional<String> account() {
        return engine.account();
    }

    /**
     * Where payers connect to.
     *
     * @return the port, or empty before {@link #login}
     */
    public OptionalInt peerPort() {
        return engine.peerPort().map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /**
     * How much was sent to the server.
     *
     * @return bytes inside the TLS tunnel
     */
    public long bytesWritten() {
        return engine.bytesWritten();
    }

    /**
     * How much the server has sent.
     *
     * @return bytes inside the TLS tunnel
     */
    public long bytesRead() {
        return engine.bytesRead();
    }

    /**
     * Opens an account. It belongs to whoever knows its name.
     *
     * @param name the wanted name
     * @throws RequestRefusedException if the name is taken
     * @throws IllegalArgumentException if the dialect cannot write the name
     * @throws ConnectionException if the connection ended before the answer
     */
    public void register(String name) {
        engine.register(Objects.requireNonNull(name, "name"));
    }

    /**
     * Goes online, with an endpoint where others can pay this account.
     *
     * @param name a registered account
     * @param peerPort where payers connect to; 0 for any free port
     * @return the own balance, and who is online
     * @throws AuthenticationException if there is no such account
     * @throws RequestRefusedException if the account is online already, or this client is logged in
     * @throws IllegalArgumentException if the dialect cannot write the name, or {@code peerPort} is no port
     * @throws ProtocolException with status 401 if the listing cannot be read, as when more users are online than it has room
     *     for; the account is logged in all the same, as {@link #account} tells
     * @throws ConnectionException if the port cannot be bound, or the connection ended
     */
    public ClassicListing login(String name, int peerPort) {
        Objects.requireNonNull(name, "name");
        Ports.requirePort(peerPort);
        return engine.logIn(name, peerPort);
    }

    /**
     * The own balance and who is online.
     *
     * @return the listing
     * @throws RequestRefusedException with status 240 if this client is not logged in
     * @throws ProtocolException with status 401 if the listing cannot be read, as when more users are online than it has room
     *     for
     * @throws ConnectionException if the connection has ended, or there is no answer in time, which ends it
     */
    public ClassicListing list() {
        return engine.list();
    }

    /**
     * Pays somebody who is online, and returns once the server says that the money moved. It is looked up first whether the
     * payee is online, so that no server is told of one who is not.
     *
     * <p>After an {@link OutcomeUnknownException} this client pays no more until the server's word has come after all, as
     * {@link ClassicListener#lateReply} tells, because it could be taken for the word on the next payment. Compare the
     * balance; connect anew to pay again.
     *
     * @param payee who gets it
     * @param amount how much, in whole units
     * @throws OrderRejectedException if nothing was paid: 264 the payee is not in the listing, 265 the amount is not above
     *     zero, 270 too little money, 272 the payee cannot be reached, 280 payer and payee are the same, 260 any other reason
     * @throws OutcomeUnknownException if the payee was told, and the server said nothing in time or the connection ended. There
     *     is no order to ask with
     * @throws RequestRefusedException if this client is not logged in, or the word on an earlier payment is still out
     * @throws IllegalArgumentException if the dialect cannot write the name, or the names are too long together
     * @throws ConnectionException if the connection ended before the payee was told; nothing was paid
     */
    public void pay(String payee, long amount) {
        engine.pay(Objects.requireNonNull(payee, "payee"), amount);
    }

    /**
     * Gives the account that is logged in a key: registers the wallet for it at the same server in the native protocol, which
     * takes that the server speaks both. From then on the account is used with {@link MicropayClient} and the wallet; the server
     * ends the connection of this client, which is told to nobody.
     *
     * <p>A server that speaks the classic dialect only is left in peace: it sees a client that connects and says goodbye.
     *
     * @param wallet the keys of the account from now on; save it first
     * @throws RequestRefusedException if nobody is logged in, the server does not speak the native protocol (status 403), or it
     *     does not want to bind the account to the wallet
     * @throws MicropayException if the server could not be asked
     */
    public void upgrade(Wallet wallet) {
        Objects.requireNonNull(wallet, "wallet");
        String account = account()
                .orElseThrow(
                        () -> new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text()));
        Upgrade upgrade = new Upgrade(server, engine.serverCertificate(), engine.own());
        engine.leaveBy(() -> upgrade.bind(account, wallet, engine::speaks));
    }

    /**
     * Logs out, closes, and deletes the own certificate. Bounded, idempotent.
     *
     * @throws java.io.UncheckedIOException if the certificate cannot be deleted; everything else is done then
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                engine.close();
            } finally {
                resources.close();
            }
        }
    }

    /**
     * Describes a client. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder {
        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

        private final InetSocketAddress server;
        private final ClassicCertificates certificates;
        private @Nullable String certificateId;
        private ClassicListener listener = ClassicListener.NONE;
        private Duration timeout = DEFAULT_TIMEOUT;
        private Clock clock = Clock.systemUTC();

        private Builder(String host, int port, ClassicCertificates certificates) {
            Ports.requirePort(port);
            this.server = new InetSocketAddress(Objects.requireNonNull(host, "host"), port);
            this.certificates = Objects.requireNonNull(certificates, "certificates");
        }

        /**
         * What the files of the own certificate begin with; made up by default.
         *
         * @param id letters and digits, such as {@link ClassicCertificates#freeId} gives; 32 at the most
         * @return this
         */
        public Builder certificateId(String id) {
            certificateId = Objects.requireNonNull(id, "id");
            return this;
        }

        /**
         * Who is told what happens; by default nobody.
         *
         * @param newListener called by several threads; has to be quick
         * @return this
         */
        public Builder listener(ClassicListener newListener) {
            listener = Objects.requireNonNull(newListener, "newListener");
            return this;
        }

        /**
         * How long to wait for an answer, and for the server's word on a payment; 20 seconds by default.
         *
         * @param newTimeout a positive duration
         * @return this
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder timeout(Duration newTimeout) {
            if (newTimeout.isNegative() || newTimeout.isZero()) {
                throw new IllegalArgumentException("the timeout must be positive: " + newTimeout);
            }
            timeout = newTimeout;
            return this;
        }

        /**
         * The client's time; the system's by default.
         *
         * @param newClock the clock
         * @return this
         */
        public Builder clock(Clock newClock) {
            clock = Objects.requireNonNull(newClock, "newClock");
            return this;
        }

        /**
         * Makes the own certificate, writes it to the shared directory, and connects. While all places of the server are
         * taken it waits, half an hour at the most; {@link ClassicListener#waiting} tells.
         *
         * @return the connected client
         * @throws ConnectionException if the server cannot be reached or closes
         * @throws AuthenticationException if the server's certificate is not in the shared directory
         * @throws MicropayException if no TLS connection came about
         * @throws java.io.UncheckedIOException if the directory cannot be written
         * @throws IllegalArgumentException if the certificate id is none
         */
        public ClassicClient connect() {
            String id = certificateId == null ? certificates.freeId() : certificateId;
            ClassicSettings settings =
                    new ClassicSettings(server, certificates, id, listener, timeout, clock, ClassicLimits.DEFAULT);
            SessionResources resources = SessionResources.create(Limits.DEFAULT);
            try {
                ClassicThreads threads = new ClassicThreads(resources.threads(), resources.timer());
                return new ClassicClient(ClassicEngine.connect(settings, threads), resources, settings);
            } catch (RuntimeException e) {
                resources.close();
                throw e;
            }
        }
    }
}
