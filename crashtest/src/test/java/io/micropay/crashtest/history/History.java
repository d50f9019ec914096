package io.micropay.crashtest.history;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.PeerEndpoint;
import io.micropay.crashtest.Keys;
import io.micropay.crashtest.actor.Ground;
import io.micropay.event.PeerListener;
import io.micropay.keys.ServerTrust;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.Offer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What several real clients did at once, over TLS on the loopback, and the journal that came of it.
 *
 * @param calls the calls
 * @param journal the journal
 */
record History(List<Call> calls, List<JournalEntry> journal) {
    private static final int CLIENTS = 3;
    private static final int THREADS_EACH = 2;
    private static final int CALLS_EACH = 15;
    private static final int OPENING_BALANCE = 200;
    private static final int MOST_PER_ORDER = 120;

    /** Makes one; the seed decides who calls what, and the machine decides when. */
    static History make(long seed) throws Exception {
        Random random = new Random(seed);
        List<AccountId> accounts = Ground.accounts(CLIENTS);
        List<MicropayClient> clients = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS * THREADS_EACH);
        try (AccountStore store = InMemoryAccountStore.create();
                MicropayServer server = MicropayServer.builder(Keys.server(), store)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .openingBalance(OPENING_BALANCE)
                        .start()) {
            try {
                Recorder.Shared shared = Recorder.Shared.create();
                List<Callable<List<Call>>> tasks = new ArrayList<>();
                for (AccountId account : accounts) {
                    MicropayClient client = connect(server, account);
                    clients.add(client);
                    client.register(account, Keys.wallet(account));
                    PeerEndpoint endpoint = client.login(account, Keys.wallet(account));
                    List<AccountId> others = accounts.stream()
                            .filter(other -> !other.equals(account))
                            .toList();
                    for (int i = 0; i < THREADS_EACH; i++) {
                        Recorder recorder =
                                new Recorder(endpoint, others, new Random(random.nextLong()), MOST_PER_ORDER, shared);
                        tasks.add(() -> recorder.run(CALLS_EACH, shared));
                    }
                }
                List<Call> calls = new ArrayList<>();
                for (Future<List<Call>> done : threads.invokeAll(tasks)) {
                    calls.addAll(done.get());
                }
                return new History(calls, journal(store));
            } finally {
                threads.shutdownNow();
                clients.forEach(MicropayClient::close);
            }
        }
    }

    private static MicropayClient connect(MicropayServer server, AccountId account) {
        return MicropayClient.builder("127.0.0.1", server.port(), ServerTrust.pinned(server.fingerprint()))
                .sessionKeys(Keys.session(account))
                .listener(new Willing())
                .connect();
    }

    /** Takes whatever is offered, holds, too. */
    private static final class Willing implements PeerListener {
        @Override
        public boolean accept(Offer offer) {
            return true;
        }
    }

    private static List<JournalEntry> journal(AccountStore store) {
        try (LedgerView view = store.view()) {
            return view.journal(1, Integer.MAX_VALUE);
        }
    }

    List<String> violations() {
        return new HistoryChecker(calls, journal).violations();
    }
}
