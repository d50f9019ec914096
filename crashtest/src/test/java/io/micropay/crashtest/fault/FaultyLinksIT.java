package io.micropay.crashtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayServer;
import io.micropay.crashtest.Keys;
import io.micropay.crashtest.actor.Ground;
import io.micropay.crashtest.check.Reconciliation;
import io.micropay.crashtest.record.Seen;
import io.micropay.error.MicropayException;
import io.micropay.internal.session.PeerDetour;
import io.micropay.keys.ServerTrust;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.SignedOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Payments over real sockets that are cut after any byte, closed in one direction, and slow, both to the server and between
 * peers, while orders are offered on two links and submitted by their payer at the same time.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class FaultyLinksIT {
    private static final long SEED = 20_261_122;
    private static final int PEOPLE = 3;
    private static final int ROUNDS_EACH = 70;

    /** A TLS handshake has about 3 kB each way; a payment has about 2 kB. */
    private static final int MOST_BYTES_TO_SERVER = 60_000;

    private static final int MOST_BYTES_TO_PEER = 15_000;

    @TempDir
    Path directory;

    private final List<Person> people = new ArrayList<>();

    /** One person's payments. */
    private static final class Payer implements Runnable {
        private final Person person;
        private final List<AccountId> others;
        private final int serverPort;
        private final Random random;
        private final List<FaultyProxy> proxies = new ArrayList<>();

        Payer(Person person, List<AccountId> others, int serverPort, long seed) {
            this.person = person;
            this.others = others;
            this.serverPort = serverPort;
            this.random = new Random(seed);
        }

        @Override
        public void run() {
            try {
                for (int i = 0; i < ROUNDS_EACH; i++) {
                    if (person.isLost()) {
                        person.come(serverPort);
                    }
                    act();
                }
                for (FaultyProxy proxy : proxies) {
                    proxy.close();
                }
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private void act() throws IOException {
            AccountId payee = others.get(random.nextInt(others.size()));
            long amount = 1L + random.nextInt(40);
            int dice = random.nextInt(10);
            if (dice < 3) {
                lead(payee);
            }
            Optional<SignedOrder> hold = dice < 5 ? person.nextHold() : Optional.empty();
            if (hold.isPresent()) {
                person.end(hold.get(), random.nextInt(2) * hold.get().order().amount());
            } else if (dice < 7) {
                person.order(() -> person.endpoint().pay(payee, amount));
            } else if (dice < 9) {
                person.order(() -> person.endpoint().authorize(payee, amount, Duration.ofDays(1)));
            } else {
                repeatWhatIsUnderWay(payee, amount);
            }
        }

        /** The link to a payee now goes through a proxy of its own, if it comes about at all. */
        private void lead(AccountId payee) throws IOException {
            try {
                PeerDetour detour = PeerDetour.of(person.endpoint());
                FaultyProxy proxy = FaultyProxy.start(detour.portOf(payee), random.nextLong(), MOST_BYTES_TO_PEER);
                proxies.add(proxy);
                detour.lead(payee, proxy.port());
            } catch (IOException | MicropayException e) {
                // Broken while it was made: the payer finds its own way.
            }
        }

        private void repeatWhatIsUnderWay(AccountId payee, long amount) {
            Thread payment =
                    new Thread(() -> person.order(() -> person.endpoint().pay(payee, amount)));
            payment.start();
            try {
                Optional<SignedOrder> order = person.outbox().takeLatest();
                if (order.isPresent()) {
                    PeerDetour detour = PeerDetour.of(person.endpoint());
                    detour.repeat(order.get(), detour.portOf(order.get().order().payee()));
                }
                payment.join();
            } catch (IOException | MicropayException e) {
                // Broken: that is what this is about.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void brokenLinks_loseNothing_andRepeatedOrdersSettleOnce() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(directory.resolve("ledger.db"));
                MicropayServer server =
                        MicropayServer.builder(Keys.server(), store).start();
                FaultyProxy proxy = FaultyProxy.start(server.port(), SEED, MOST_BYTES_TO_SERVER)) {
            List<AccountId> accounts = Ground.accounts(PEOPLE);
            for (AccountId account : accounts) {
                Person person =
                        new Person(account, ServerTrust.pinned(server.fingerprint()), Clock.systemUTC(), directory);
                people.add(person);
                person.register(server.port());
                person.come(proxy.port());
            }
            payAll(accounts, proxy.port());
            assertThat(proxy.faults()).isGreaterThan(5);
            proxy.becomeKind();
            for (Person person : people) {
                person.come(server.port());
            }
            for (Person person : people) {
                person.settle();
            }
            people.forEach(Person::conclude);
            Map<AccountId, List<Seen>> records = new HashMap<>();
            people.forEach(person -> records.put(person.account, person.seen()));
            assertThat(Reconciliation.of(store, server.certificate(), records).all())
                    .isEmpty();
            assertThat(records.values().stream()
                            .flatMap(List::stream)
                            .filter(Seen.Announced.class::isInstance)
                            .count())
                    .isGreaterThan(PEOPLE * ROUNDS_EACH / 4);
        } finally {
            people.forEach(Person::close);
        }
    }

    private void payAll(List<AccountId> accounts, int port) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        for (Person person : people) {
            List<AccountId> others = accounts.stream()
                    .filter(account -> !account.equals(person.account))
                    .toList();
            Thread thread = new Thread(new Payer(person, others, port, SEED + people.indexOf(person)));
            thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
