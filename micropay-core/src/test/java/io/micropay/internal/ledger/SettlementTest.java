package io.micropay.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.error.StoreException;
import io.micropay.event.SettledBatch;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.PaymentOrder;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SettlementTest {
    private final Commands commands = new Commands(TestKeys.one().keyId(), TestKeys.CLOCK.instant());

    /** A store that can be held up, that can fail, and that counts its transactions. */
    private static final class WatchedStore implements AccountStore {
        final AccountStore store = InMemoryAccountStore.create();
        final AtomicInteger transactions = new AtomicInteger();
        final AtomicBoolean isBroken = new AtomicBoolean();
        final CountDownLatch begun = new CountDownLatch(1);
        volatile CountDownLatch gate = new CountDownLatch(0);

        @Override
        public LedgerView view() {
            return store.view();
        }

        @Override
        public LedgerTransaction begin() {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (isBroken.get()) {
                throw new StoreException(StatusCode.SERVER_FAILED, "the disk is on fire");
            }
            transactions.incrementAndGet();
            return store.begin();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static Settlement start(AccountStore store) {
        return Settlement.start(LedgerWriter.open(store, TestKeys.one(), 100, TestKeys.CLOCK));
    }

    @Test
    void queuedCommands_shareATransaction() throws InterruptedException {
        WatchedStore store = new WatchedStore();
        try (Settlement settlement = start(store)) {
            int before = store.transactions.get();
            store.gate = new CountDownLatch(1);
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            answers.add(settlement.submit(Commands.register(Commands.name(0))));
            store.begun.await();
            for (int i = 1; i <= 100; i++) {
                answers.add(settlement.submit(Commands.register(Commands.name(i))));
            }
            store.gate.countDown();
            answers.forEach(answer -> assertThat(answer.join()).isEqualTo(new Answer.Done(StatusCode.REGISTERED)));
            assertThat(store.transactions.get() - before).isLessThanOrEqualTo(3);
        }
    }

    /** Nine batches are committed while one's answer is being taken; the writer then waits, and nothing is lost. */
    @Test
    void answers_comeInTheOrderOfTheLedger_andOneWhoIsSlowToTakeThemHoldsUpNoBatch() {
        WatchedStore store = new WatchedStore();
        CountDownLatch slow = new CountDownLatch(1);
        List<Integer> taken = Collections.synchronizedList(new ArrayList<>());
        try (Settlement settlement = start(store)) {
            List<CompletableFuture<Void>> answers = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                int place = i;
                answers.add(
                        settlement.submit(Commands.register(Commands.name(i))).thenAccept(answer -> {
                            awaitQuietly(slow);
                            taken.add(place);
                        }));
                if (i < 10) {
                    awaitEntries(store, i + 1);
                }
            }
            slow.countDown();
            answers.forEach(CompletableFuture::join);
            assertThat(taken).isSorted().hasSize(15);
        }
    }

    private static void awaitEntries(AccountStore store, long count) {
        Awaitility.await().pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
            try (LedgerView view = store.view()) {
                assertThat(view.load(LedgerKeys.none()).head().lastSequence()).isEqualTo(count);
            }
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void failingStore_failsItsBatch_andTheNextOneGoesOn() {
        WatchedStore store = new WatchedStore();
        try (Settlement settlement = start(store)) {
            store.isBroken.set(true);
            CompletableFuture<Answer> failed = settlement.submit(Commands.register(Commands.name(1)));
            assertThatThrownBy(failed::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StoreException.class);
            store.isBroken.set(false);
            assertThat(settlement.submit(Commands.register(Commands.name(1))).join())
                    .isEqualTo(new Answer.Done(StatusCode.REGISTERED));
        }
    }

    @Test
    void observer_isToldOfEachBatch_beforeItsAnswers() {
        WatchedStore store = new WatchedStore();
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Settlement.Observer observer = new Settlement.Observer() {
            @Override
            public void settled(SettledBatch batch) {
                assertThat(batch.latencies()).allMatch(latency -> latency.compareTo(batch.writing()) >= 0);
                assertThat(batch.writing()).isGreaterThan(batch.committing());
                told.add("settled " + batch.size() + (batch.committing().isZero() ? "" : " with a commit"));
            }

            @Override
            public void failed(int commands, MicropayException reason) {
                told.add("failed " + commands + ": " + reason.getMessage());
            }
        };
        LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), 100, TestKeys.CLOCK);
        try (Settlement settlement = Settlement.start(writer, observer)) {
            settlement.submit(Commands.register(Commands.name(1))).join();
            assertThat(told).containsExactly("settled 1 with a commit");
            settlement
                    .submit(Commands.settle(
                            commands.order(Commands.id(1), Commands.name(1), Commands.name(9), 1), true))
                    .join();
            assertThat(told).last().isEqualTo("settled 1");
            store.isBroken.set(true);
            assertThatThrownBy(settlement.submit(Commands.register(Commands.name(2)))::join)
                    .isInstanceOf(CompletionException.class);
            assertThat(told).last().isEqualTo("failed 1: the disk is on fire");
        }
    }

    @Test
    void queued_countsWhatWaitsForTheNextBatch() throws InterruptedException {
        WatchedStore store = new WatchedStore();
        try (Settlement settlement = start(store)) {
            store.gate = new CountDownLatch(1);
            List<CompletableFuture<Answer>> answers = new ArrayList<>();
            answers.add(settlement.submit(Commands.register(Commands.name(0))));
            store.begun.await();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .untilAsserted(() -> assertThat(settlement.queued()).isZero());
            for (int i = 1; i <= 5; i++) {
                answers.add(settlement.submit(Commands.register(Commands.name(i))));
            }
            assertThat(settlement.queued()).isEqualTo(5);
            store.gate.countDown();
            answers.forEach(CompletableFuture::join);
            assertThat(settlement.queued()).isZero();
        }
    }

    @Test
    void close_settlesWhatIsQueued_andRefusesTheRest() {
        WatchedStore store = new WatchedStore();
        Settlement settlement = start(store);
        CompletableFuture<Answer> queued = settlement.submit(Commands.register(Commands.name(1)));
        settlement.close();
        settlement.close();
        assertThat(queued.join()).isEqualTo(new Answer.Done(StatusCode.REGISTERED));
        assertThatThrownBy(settlement.submit(Commands.register(Commands.name(2)))::join)
                .hasMessageContaining("shutting down");
    }

    @Test
    void ledgerOfAnotherKey_isRefused() {
        try (AccountStore store = InMemoryAccountStore.create()) {
            LedgerWriter.open(store, TestKeys.one(), 100, TestKeys.CLOCK)
                    .write(List.of(Commands.register(Commands.name(1))));
            assertThatThrownBy(() -> LedgerWriter.open(store, TestKeys.two(), 100, TestKeys.CLOCK))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("was signed by the server key SHA256:");
        }
    }

    @Test
    void payingOneselfInAnotherSpelling_createsNothing() {
        try (AccountStore store = InMemoryAccountStore.create()) {
            LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), 100, TestKeys.CLOCK);
            writer.write(List.of(Commands.register(Commands.spelling(0))));
            PaymentOrder order = commands.order(Commands.id(1), Commands.spelling(0), Commands.spelling(1), 60);
            assertThat(writer.write(List.of(Commands.settle(order, true))))
                    .containsExactly(new Answer.Refused(StatusCode.UNKNOWN_PAYEE));
        }
    }

    @Test
    void sameOrderTwiceInOneBatch_isPaidOnce() {
        try (AccountStore store = InMemoryAccountStore.create()) {
            LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), 100, TestKeys.CLOCK);
            PaymentOrder order = commands.order(Commands.id(1), Commands.name(1), Commands.name(2), 60);
            List<Answer> answers = writer.write(List.of(
                    Commands.register(Commands.name(1)),
                    Commands.register(Commands.name(2)),
                    Commands.settle(order, true),
                    Commands.settle(order, true)));
            Answer.Decided first = (Answer.Decided) answers.get(2);
            Answer.Decided second = (Answer.Decided) answers.get(3);
            assertThat(first.fresh()).isTrue();
            assertThat(second.fresh()).isFalse();
            assertThat(second.receipt()).isEqualTo(first.receipt());
        }
    }
}
