package io.micropay;

import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.event.PeerListener;
import io.micropay.internal.session.ClientEngine;
import io.micropay.internal.session.ClientSettings;
import io.micropay.internal.session.Limits;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.KnownKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.Listing;
import io.micropay.outbox.Outbox;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server: registers accounts, logs in, lists who is online. Logging in gives the
 * {@link PeerEndpoint} that pays and is paid.
 *
 * <p>Every method that waits has a twin that returns a {@link CompletableFuture} and fails with the same exceptions.
 * Safe for use by several threads. Closing logs out, closes the endpoint, and takes bounded time.
 *
 * <p>Example:
 * <pre>{@code
 * try (MicropayClient client = MicropayClient.builder("127.0.0.1", 8888, trust).connect()) {
 *     Wallet wallet = Wallet.generate("alice", Clock.systemUTC());
 *     AccountId alice = new AccountId("alice");
 *     client.register(alice, wallet);
 *     PeerEndpoint endpoint = client.login(alice, wallet);
 *     Payment payment = endpoint.pay(new AccountId("bob"), 2000);
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class MicropayClient implements AutoCloseable {
    private final ClientEngine engine;

    private MicropayClient(ClientEngine engine) {
        this.engine = engine;
    }

    /**
     * Starts to describe a client.
     *
     * @param host name or address of the server
     * @param port where it listens, 1 to 65535
     * @param trust which server to talk to
     * @return a builder
     * @throws IllegalArgumentException if {@code port} is none
     */
    public static Builder builder(String host, int port, ServerTrust trust) {
        return new Builder(host, port, trust);
    }

    /**
     * What the server presented.
     *
     * @return the server's certificate, which {@link ServerTrust} accepted
     */
    public X509Certificate serverCertificate() {
        return engine.serverCertificate();
    }

    /**
     * How the server wants amounts to be shown.
     *
     * @return a currency code or sign; text from outside, escape it before it is shown
     */
    public String currency() {
        return engine.currency();
    }

    /**
     * How many digits of an amount stand behind the point when it is shown.
     *
     * @return 0 to 18
     */
    public int decimals() {
        return engine.decimals();
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
     * Opens an account, which belongs to the wallet from then on. First come, first served.
     *
     * @param account the wanted name
     * @param wallet the keys of the account
     * @throws RequestRefusedException if the name is taken
     * @throws ConnectionException if the connection ended before the answer; logging in tells whether it was registered
     */
    public void register(AccountId account, Wallet wallet) {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(wallet, "wallet");
        engine.register(account, wallet);
    }

    /**
     * The twin of {@link #register}.
     *
     * @param account the wanted name
     * @param wallet the keys of the account
     * @return completes once the account is registered, durably
     */
    public CompletableFuture<Void> registerAsync(AccountId account, Wallet wallet) {
        return CompletableFuture.runAsync(() -> register(account, wallet), engine.threads());
    }

    /**
     * Logs in, with a peer endpoint on any free port. What an earlier run left in the outbox is settled in the background:
     * see {@link PeerEndpoint#resumed}.
     *
     * @param account a registered account
     * @param wallet its keys
     * @return the endpoint that pays and is paid; closed with this client
     * @throws AuthenticationException if there is no such account in this spelling, or the wallet is not its
     * @throws RequestRefusedException if the account is logged in elsewhere, or this client already
     */
    public PeerEndpoint login(AccountId account, Wallet wallet) {
        return login(account, wallet, 0);
    }

    /**
     * Logs in, with a peer endpoint on a port of one's choice. What an earlier run left in the outbox is settled in the
     * background: see {@link PeerEndpoint#resumed}.
     *
     * @param account a registered account
     * @param wallet its keys
     * @param peerPort where others connect to in order to pay; 0 for any free port
     * @return the endpoint that pays and is paid; closed with this client
     * @throws AuthenticationException if there is no such account in this spelling, or the wallet is not its
     * @throws RequestRefusedException if the account is logged in elsewhere, or this client already
     * @throws ConnectionException if the port cannot be bound, or the connection ended
     */
    public PeerEndpoint login(AccountId account, Wallet wallet, int peerPort) {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(wallet, "wallet");
        Ports.requirePort(peerPort);
        return new PeerEndpoint(engine.logIn(account, wallet, peerPort), engine.threads());
    }

    /**
     * The twin of {@link #login(AccountId, Wallet, int)}.
     *
     * @param account a registered account
     * @param wallet its keys
     * @param peerPort where others connect to in order to pay; 0 for any free port
     * @return completes with the endpoint
     */
    public CompletableFuture<PeerEndpoint> loginAsync(AccountId account, Wallet wallet, int peerPort) {
        return CompletableFuture.supplyAsync(() -> login(account, wallet, peerPort), engine.threads());
    }

    /**
     * The own balance and everybody who is online.
     *
     * @return the listing
     * @throws RequestRefusedException with status 240 if this client is not logged in
     */
    public Listing list() {
        return engine.list();
    }

    /**
     * The twin of {@link #list}.
     *
     * @return completes with the listing
     */
    public CompletableFuture<Listing> listAsync() {
        return CompletableFuture.supplyAsync(this::list, engine.threads());
    }

    /** Logs out and closes; what is under way fails. Bounded, idempotent. */
    @Override
    public void close() {
        engine.close();
    }

    /**
     * Describes a client. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder {
        private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

        private final InetSocketAddress server;
        private final ServerTrust trust;
        private @Nullable KeyMaterial sessionKeys;
        private KnownKeys knownAccounts = KnownKeys.inMemory();
        private Outbox outbox = Outbox.inMemory();
        private PeerListener listener = PeerListener.NONE;
        private Duration timeout = DEFAULT_TIMEOUT;
        private Clock clock = Clock.systemUTC();

        private Builder(String host, int port, ServerTrust trust) {
            Ports.requirePort(port);
            this.server = new InetSocketAddress(Objects.requireNonNull(host, "host"), port);
            this.trust = Objects.requireNonNull(trust, "trust");
        }

        /**
         * The session key; a fresh one in memory by default. Meant for one session or a few: servers keep the grant of every
         * login, and refuse a key that has logged in 1,000 times.
         *
         * @param keys an RSA key with a certificate that is valid now
         * @return this
         */
        public Builder sessionKeys(KeyMaterial keys) {
            sessionKeys = Objects.requireNonNull(keys, "keys");
            return this;
        }

        /**
         * Where to remember the account keys of those that one deals with; in memory by default.
         *
         * @param known the known keys
         * @return this
         */
        public Builder knownAccounts(KnownKeys known) {
            knownAccounts = Objects.requireNonNull(known, "known");
            return this;
        }

        /**
         * Where to keep orders from before they leave until their end is known; in memory by default, which does not
         * survive the process. Take a {@link io.micropay.outbox.FileOutbox} to pay for real.
         *
         * @param newOutbox the outbox; not closed with the client, as it has to outlast it
         * @return this
         */
        public Builder outbox(Outbox newOutbox) {
            outbox = Objects.requireNonNull(newOutbox, "newOutbox");
            return this;
        }

        /**
         * Who is told what happens, and decides about offers; by default nobody, and every payment is accepted.
         *
         * @param newListener called by several threads; has to be quick
         * @return this
         */
        public Builder listener(PeerListener newListener) {
            listener = Objects.requireNonNull(newListener, "newListener");
            return this;
        }

        /**
         * How long to wait for a reply; 20 seconds by default.
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
         * Connects, and waits until the server has a place; {@link PeerListener#waiting} tells how far that is.
         *
         * @return the connected client
         * @throws ConnectionException if the server cannot be reached or closes
         * @throws AuthenticationException if it is not the server that was meant
         * @throws MicropayException if it does not speak this protocol
         */
        public MicropayClient connect() {
            KeyMaterial keys =
                    sessionKeys == null ? InMemoryKeys.generate(KeySpec.session("session"), clock) : sessionKeys;
            ClientSettings settings = new ClientSettings(
                    server,
                    trust,
                    keys,
                    knownAccounts,
                    outbox,
                    listener,
                    timeout,
                    clock,
                    new SecureRandom(),
                    Limits.DEFAULT);
            return new MicropayClient(ClientEngine.connect(settings));
        }

        /**
         * The twin of {@link #connect}.
         *
         * @return completes with the connected client
         */
        public CompletableFuture<MicropayClient> connectAsync() {
            return CompletableFuture.supplyAsync(this::connect, task -> new Thread(task, "micropay-connect").start());
        }
    }
}
