package io.micropay.crashtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayServer;
import io.micropay.crashtest.Keys;
import io.micropay.crashtest.actor.Ground;
import io.micropay.crashtest.check.Reconciliation;
import io.micropay.crashtest.record.Seen;
import io.micropay.keys.ServerTrust;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.OrderRef;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are set forward and back by hours, at the server and at clients, while orders are under way. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ClockStepsIT {
    private static final long SEED = 20_261_122;
    private static final int ROUNDS = 150;
    private static final int MOST_HOURS = 6;
    private static final Duration HOLD_FOR = Duration.ofHours(2);

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);
    private final MovableClock serverClock = new MovableClock();
    private final List<MovableClock> clocks = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();

    /** Half of the time all is well; otherwise somebody is hours wrong. */
    private void step() {
        clocks.forEach(clock -> clock.set(Duration.ZERO));
        serverClock.set(Duration.ZERO);
        int dice = random.nextInt(8);
        Duration wrong = Duration.ofMinutes(random.nextInt(2 * 60 * MOST_HOURS) - 60 * MOST_HOURS);
        if (dice < 2) {
            serverClock.set(wrong);
        } else if (dice < 3) {
            clocks.get(random.nextInt(clocks.size())).set(wrong);
        } else if (dice < 4) {
            // All of them agree, and are wrong.
            clocks.forEach(clock -> clock.set(wrong.abs()));
            serverClock.set(wrong.abs());
        }
    }

    private Person other(Person one) {
        Person other = people.get(random.nextInt(people.size()));
        return other == one ? other(one) : other;
    }

    private void act() {
        Person payer = people.get(random.nextInt(people.size()));
        AccountId payee = other(payer).account;
        long amount = 1L + random.nextInt(50);
        if (random.nextInt(3) > 0) {
            payer.order(() -> payer.endpoint().pay(payee, amount));
        } else {
            payer.order(() -> payer.endpoint().authorize(payee, amount, HOLD_FOR));
        }
        Person taker = people.get(random.nextInt(people.size()));
        Optional<SignedOrder> hold = random.nextInt(3) == 0 ? taker.nextHold() : Optional.empty();
        hold.ifPresent(
                order -> taker.end(order, random.nextInt(2) * order.order().amount()));
    }

    @Test
    void steppingClocks_loseNoOrder_noAnnouncement_andNoHoldBeforeItsTime() throws InterruptedException {
        try (InMemoryAccountStore store = InMemoryAccountStore.create();
                MicropayServer server = MicropayServer.builder(Keys.server(), store)
                        .clock(serverClock)
                        .start()) {
            for (AccountId account : Ground.accounts(3)) {
                MovableClock clock = new MovableClock();
                clocks.add(clock);
                Person person = new Person(account, ServerTrust.pinned(server.fingerprint()), clock, directory);
                people.add(person);
                person.register(server.port());
                person.come(server.port());
            }
            for (int round = 0; round < ROUNDS; round++) {
                step();
                act();
                if (round % 25 == 24) {
                    // A login lives by both clocks as well.
                    clocks.forEach(clock -> clock.set(Duration.ZERO));
                    serverClock.set(Duration.ZERO);
                    // Whoever leaves before the news of a payment reaches them finds it in their statement instead.
                    awaitAnnouncements();
                    people.get(round % people.size()).come(server.port());
                }
            }
            clocks.forEach(clock -> clock.set(Duration.ZERO));
            serverClock.set(Duration.ZERO);
            awaitAnnouncements();
            assertThat(accepted()).hasSizeGreaterThan(ROUNDS / 3);
            for (Person person : people) {
                person.settle();
            }
            people.forEach(Person::conclude);
            Map<AccountId, List<Seen>> records = new HashMap<>();
            people.forEach(person -> records.put(person.account, person.seen()));
            assertThat(Reconciliation.of(store, server.certificate(), records).all())
                    .isEmpty();
            assertThat(records.values().stream().flatMap(List::stream)).noneMatch(Seen.Unknown.class::isInstance);
            requireHoldsInTime(store);
        } finally {
            people.forEach(Person::close);
        }
    }

    private void awaitAnnouncements() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(announced()).isEqualTo(accepted()));
    }

    private Set<OrderRef> accepted() {
        Set<OrderRef> orders = new HashSet<>();
        for (Person person : people) {
            person.seen().forEach(seen -> {
                if (seen instanceof Seen.Decided decided
                        && decided.payment().receipt().outcome().isAccepted()) {
                    orders.add(decided.payment().order().order().ref());
                }
            });
        }
        return orders;
    }

    private Set<OrderRef> announced() {
        Set<OrderRef> orders = new HashSet<>();
        for (Person person : people) {
            person.seen().forEach(seen -> {
                if (seen instanceof Seen.Announced news) {
                    orders.add(news.payment().order().order().ref());
                }
            });
        }
        return orders;
    }

    private static void requireHoldsInTime(InMemoryAccountStore store) {
        int expired = 0;
        try (LedgerView view = store.view()) {
            for (Hold hold : view.holds(1, Integer.MAX_VALUE)) {
                HoldEnd end = hold.end().orElseThrow();
                Instant at = view.journal(end.sequence(), 1).get(0).at();
                boolean isExpired = end.status() == StatusCode.HOLD_EXPIRED;
                expired += isExpired ? 1 : 0;
                assertThat(at.isAfter(hold.captureBy())).as(hold.toString()).isEqualTo(isExpired);
            }
        }
        assertThat(expired).isPositive();
    }
}
