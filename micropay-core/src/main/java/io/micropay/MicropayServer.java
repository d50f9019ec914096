package io.micropay;

import io.micropay.classic.ClassicOptions;
import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.StoreException;
import io.micropay.event.ServerListener;
import io.micropay.event.ServerStatus;
import io.micropay.internal.classic.server.ClassicDialect;
import io.micropay.internal.session.Limits;
import io.micropay.internal.session.ServerEngine;
import io.micropay.internal.session.ServerSettings;
import io.micropay.internal.session.ServerSettings.Currency;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.AccountStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running server: keeps the ledger, the directory of who is online, and signs receipts.
 *
 * <p>An order that it has answered is on the store's disk before the answer leaves. Closing finishes what is under way,
 * logs everybody out, and leaves the store open, since the store is the caller's. Safe for use by several threads.
 *
 * <p>Example:
 * <pre>{@code
 * KeyMaterial key = PemKeys.in(Path.of("certs")).loadOrCreate(KeySpec.server("server"), Clock.systemUTC());
 * try (AccountStore store = SqliteAccountStore.open(Path.of("server.db"));
 *         MicropayServer server = MicropayServer.builder(key, store).port(8888).start()) {
 *     System.in.read();
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class MicropayServer implements AutoCloseable {
    private final ServerEngine engine;
    private final KeyMaterial keys;

    private MicropayServer(ServerEngine engine, KeyMaterial keys) {
        this.engine = engine;
        this.keys = keys;
    }

    /**
     * Starts to describe a server.
     *
     * @param keys the server key; a ledger belongs to the key that signed its first entry
     * @param store the ledger; closed by the caller, after the server
     * @return a builder
     */
    public static Builder builder(KeyMaterial keys, AccountStore store) {
        return new Builder(keys, store);
    }

    /**
     * Where the server listens.
     *
     * @return the port, never 0
     */
    public int port() {
        return engine.address().getPort();
    }

    /**
     * What clients have to trust.
     *
     * @return the server's certificate
     */
    public X509Certificate certificate() {
        return keys.certificate();
    }

    /**
     * What clients may pin.
     *
     * @return the fingerprint of the server's key
     */
    public Fingerprint fingerprint() {
        return Fingerprint.of(keys.certificate());
    }

    /**
     * How the server is now. Costs next to nothing, reads no store and waits for nothing that does, so that it can be asked
     * at any time, also after {@link #close()}.
     *
     * @return whether it accepts connections, and how many clients, accounts and requests there are
     */
    public ServerStatus status() {
        return engine.status();
    }

    /** Stops: no new connections, what is queued is settled and answered, everybody is logged out. Idempotent. */
    @Override
    public void close() {
        engine.close();
    }

    /**
     * Describes a server. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder {
        private static final int DEFAULT_USER_LIMIT = 100;
        private static final long DEFAULT_OPENING_BALANCE = 10_000;
        private static final int MAX_DECIMALS = 18;
        private static final int MAX_CURRENCY = 16;

        private final KeyMaterial keys;
        private final AccountStore store;
        private @Nullable InetAddress bindAddress;
        private int port;
        private int userLimit = DEFAULT_USER_LIMIT;
        private long openingBalance = DEFAULT_OPENING_BALANCE;
        private Currency currency = new Currency("$", 0);
        private ServerListener listener = ServerListener.NONE;
        private Clock clock = Clock.systemUTC();
        private Optional<ClassicOptions> classic = Optional.empty();

        private Builder(KeyMaterial keys, AccountStore store) {
            this.keys = Objects.requireNonNull(keys, "keys");
            this.store = Objects.requireNonNull(store, "store");
        }

        /**
         * The port to listen on; any free one by default.
         *
         * @param newPort 1 to 65535, or 0 for any free one
         * @return this
         * @throws IllegalArgumentException if it is no port
         */
        public Builder port(int newPort) {
            Ports.requirePort(newPort);
            port = newPort;
            return this;
        }

        /**
         * The address to listen on; all of this machine's by default.
         *
         * @param address an address of this machine
         * @return this
         */
        public Builder bindAddress(InetAddress address) {
            bindAddress = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * How many clients may be connected at once; 100 by default. Others wait in line.
         *
         * @param limit at least 1
         * @return this
         * @throws IllegalArgumentException if it is less
         */
        public Builder userLimit(int limit) {
            if (limit < 1) {
                throw new IllegalArgumentException("the user limit is at least 1, not " + limit);
            }
            userLimit = limit;
            return this;
        }

        /**
         * What a new account gets; 10000 by default.
         *
         * @param balance in the ledger's smallest unit, zero or more
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder openingBalance(long balance) {
            if (balance < 0) {
                throw new IllegalArgumentException("the opening balance must not be negative: " + balance);
            }
            openingBalance = balance;
            return this;
        }

        /**
         * How clients are to show amounts; {@code $} without decimals by default. The ledger counts whole units.
         *
         * @param code a currency code or sign, 1 to 16 characters
         * @param decimals how many digits stand behind the point, 0 to 18
         * @return this
         * @throws IllegalArgumentException if either is out of bounds
         */
        public Builder currency(String code, int decimals) {
            if (code.isEmpty() || code.length() > MAX_CURRENCY || decimals < 0 || decimals > MAX_DECIMALS) {
                throw new IllegalArgumentException("not a currency: " + code + " with " + decimals + " decimals");
            }
            currency = new Currency(code, decimals);
            return this;
        }

        /**
         * Who is told what happens; nobody by default.
         *
         * @param newListener called by several threads; has to be quick
         * @return this
         */
        public Builder listener(ServerListener newListener) {
            listener = Objects.requireNonNull(newListener, "newListener");
            return this;
        }

        /**
         * The server's time; the system's by default.
         *
         * @param newClock the clock
         * @return this
         */
        public Builder clock(Clock newClock) {
            clock = Objects.requireNonNull(newClock, "newClock");
            return this;
        }

        /**
         * Serves clients of the classic dialect, too; not by default. A client that names no protocol in its TLS handshake is
         * taken for one of those, over TLS 1.2 as well as 1.3.
         *
         * <p><strong>Know what it does not protect:</strong> whoever knows the name of a classic account and gets a certificate
         * into the shared directory can spend what that account has. Accounts with a key of their own are as safe as without it.
         *
         * @param options whom to trust, and what classic accounts can pay at most
         * @return this
         */
        public Builder classic(ClassicOptions options) {
            classic = Optional.of(options);
            return this;
        }

        /**
         * Starts the server.
         *
         * @return the running server
         * @throws ConnectionException if a port cannot be bound
         * @throws AuthenticationException if another server key signed the ledger, or the certificate of this one is not among
         *     those that classic clients trust
         * @throws StoreException if the store fails
         */
        public MicropayServer start() {
            InetSocketAddress address =
                    bindAddress == null ? new InetSocketAddress(port) : new InetSocketAddress(bindAddress, port);
            ServerSettings settings = new ServerSettings(
                    keys, store, address, userLimit, openingBalance, currency, listener, clock, Limits.DEFAULT);
            return new MicropayServer(ServerEngine.start(settings, classic.map(ClassicDialect::with)), keys);
        }
    }
}
