package io.micropay;

import io.micropay.event.PeerListener;
import io.micropay.event.ServerListener;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.KnownKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.HoldOutcome;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;

/** A real server on a free port of the loopback, and clients of it: everything over real TLS. */
final class Town implements AutoCloseable {
    static final AccountId ALICE = new AccountId("alice");
    static final AccountId BOB = new AccountId("bob");

    private static final Clock CLOCK = Clock.systemUTC();
    private static final KeyMaterial SERVER_KEY = InMemoryKeys.generate(KeySpec.server("server"), CLOCK);
    private static final Map<AccountId, Wallet> WALLETS = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final AccountStore store;
    private final KeyMaterial serverKey;
    private final UnaryOperator<MicropayServer.Builder> setup;
    final KnownKeys knownAccounts = KnownKeys.inMemory();
    private final Deque<MicropayClient> clients = new ArrayDeque<>();
    private MicropayServer server;

    Town() {
        this(CLOCK);
    }

    /** A town whose server lives by another clock. */
    Town(Clock serverClock) {
        this(InMemoryAccountStore.create(), SERVER_KEY, builder -> builder.clock(serverClock));
    }

    Town(AccountStore store, int userLimit, ServerListener listener) {
        this(store, SERVER_KEY, builder -> builder.userLimit(userLimit).listener(listener));
    }

    /** A town whose server is set up in another way. */
    Town(AccountStore store, KeyMaterial serverKey, UnaryOperator<MicropayServer.Builder> setup) {
        this.store = store;
        this.serverKey = serverKey;
        this.setup = setup;
        this.server = start(0);
    }

    private MicropayServer start(int port) {
        return setup.apply(MicropayServer.builder(serverKey, store)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .port(port))
                .start();
    }

    /** Who has the ledger and the server key. */
    Operator operator() {
        return Operator.of(store, serverKey, CLOCK);
    }

    MicropayServer server() {
        return server;
    }

    int port() {
        return server.port();
    }

    /** Closes the server and starts another one on the same ledger and port. */
    void restart() {
        int port = server.port();
        server.close();
        server = start(port);
    }

    static Wallet wallet(AccountId account) {
        return WALLETS.computeIfAbsent(account, id -> {
            KeySpec quick = KeySpec.session(id.name());
            return new Wallet(InMemoryKeys.generate(quick, CLOCK), InMemoryKeys.generate(quick, CLOCK));
        });
    }

    MicropayClient.Builder builder() {
        return MicropayClient.builder("127.0.0.1", port(), ServerTrust.pinned(server.fingerprint()))
                .knownAccounts(knownAccounts)
                .timeout(PATIENCE);
    }

    MicropayClient connect(PeerListener listener) {
        MicropayClient client = builder().listener(listener).connect();
        clients.push(client);
        return client;
    }

    /** A client that has registered and logged in. */
    Member join(AccountId account) {
        Member member = new Member();
        member.client.register(account, wallet(account));
        member.endpoint = member.client.login(account, wallet(account));
        return member;
    }

    /** A client that has logged in to an account that exists. */
    Member comeBack(AccountId account) {
        return comeBack(account, knownAccounts);
    }

    /** The same, knowing others. */
    Member comeBack(AccountId account, KnownKeys known) {
        Member member = new Member(known);
        member.endpoint = member.client.login(account, wallet(account));
        return member;
    }

    long balance(AccountId account) {
        try (LedgerView view = store.view()) {
            return view.load(LedgerKeys.ofAccounts(account))
                    .account(account)
                    .map(Account::balance)
                    .orElseThrow();
        }
    }

    long sum() {
        try (LedgerView view = store.view()) {
            return view.accounts(Optional.empty(), Integer.MAX_VALUE).stream()
                    .mapToLong(Account::balance)
                    .sum();
        }
    }

    /** A logged-in client with what it was told. */
    final class Member implements PeerListener {
        final BlockingQueue<Payment> received = new LinkedBlockingQueue<>();
        final BlockingQueue<Optional<String>> memos = new LinkedBlockingQueue<>();
        final BlockingQueue<Payment> holds = new LinkedBlockingQueue<>();
        final BlockingQueue<HoldOutcome> endedHolds = new LinkedBlockingQueue<>();
        final BlockingQueue<StatusCode> disconnections = new LinkedBlockingQueue<>();
        final MicropayClient client;
        PeerEndpoint endpoint;
        volatile boolean isWilling = true;

        private Member() {
            this(knownAccounts);
        }

        private Member(KnownKeys known) {
            this.client = builder().knownAccounts(known).listener(this).connect();
            clients.push(client);
        }

        @Override
        public boolean accept(Offer offer) {
            return isWilling;
        }

        @Override
        public void paymentReceived(Payment payment, Optional<String> memo) {
            memos.add(memo);
            received.add(payment);
        }

        @Override
        public void holdReceived(Payment hold, Optional<String> memo) {
            holds.add(hold);
        }

        @Override
        public void holdEnded(HoldOutcome outcome) {
            endedHolds.add(outcome);
        }

        @Override
        public void disconnected(StatusCode status, String reason) {
            disconnections.add(status);
        }
    }

    @Override
    public void close() {
        clients.forEach(MicropayClient::close);
        server.close();
        store.close();
    }
}
