package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.error.StoreException;
import io.micropay.model.AccountId;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link AccountStore} owes to the rules above it. Extend it, say how to make an empty store, and run it.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class AccountStoreContract {
    /** What a test does with a store. */
    interface Use {
        void with(AccountStore store) throws Exception;
    }

    /** Makes an empty store. */
    abstract AccountStore create() throws Exception;

    /** Closes a store and removes all traces of it. */
    void dispose(AccountStore store) throws Exception {
        store.close();
    }

    @Provide
    Arbitrary<List<LedgerStep>> steps() {
        return LedgerStep.arbitrary().list().ofMaxSize(8);
    }

    @Property(tries = 60)
    void transactions_leaveWhatTheyCommitted(@ForAll("steps") List<LedgerStep> steps) throws Exception {
        withStore(store -> {
            LedgerModel committed = new LedgerModel();
            for (LedgerStep step : steps) {
                LedgerModel expected = new LedgerModel(committed);
                try (LedgerTransaction transaction = store.begin();
                        LedgerView before = store.view()) {
                    step.run(transaction, expected);
                    committed.assertSeenBy(before);
                    if (step.commits()) {
                        transaction.commit();
                        committed.assertSeenBy(before);
                        committed = expected;
                    }
                }
                try (LedgerView after = store.view()) {
                    committed.assertSeenBy(after);
                }
            }
        });
    }

    @Property(tries = 20)
    void pages_coverEverythingOnce(@ForAll @Size(max = 40) Set<@IntRange(max = 99) Integer> numbers) throws Exception {
        withStore(store -> {
            LedgerChanges changes = LedgerSamples.ofAccounts(numbers.stream()
                    .map(number -> LedgerSamples.account(number, number))
                    .toArray(Account[]::new));
            LedgerModel expected = new LedgerModel();
            expected.apply(changes);
            save(store, changes);
            try (LedgerView view = store.view()) {
                expected.assertSeenBy(view);
            }
        });
    }

    @Test
    void newStore_isEmpty() throws Exception {
        withStore(store -> {
            try (LedgerView view = store.view()) {
                new LedgerModel().assertSeenBy(view);
            }
        });
    }

    @Test
    void accounts_areFoundWhateverTheCase() throws Exception {
        withStore(store -> {
            Account account = LedgerSamples.account(2, 5);
            save(store, LedgerSamples.ofAccounts(account));
            try (LedgerView view = store.view()) {
                LedgerRows rows = view.load(
                        LedgerKeys.ofAccounts(new AccountId("USER2"), new AccountId("user2"), new AccountId("User2")));
                assertThat(rows.account(new AccountId("uSER2"))).contains(account);
                assertThat(view.accounts(Optional.of(new AccountId("USER1")), 9))
                        .containsExactly(account);
                assertThat(view.accounts(Optional.of(new AccountId("uSeR2")), 9))
                        .isEmpty();
            }
        });
    }

    @Test
    void presences_areOverwrittenWhateverTheCase() throws Exception {
        withStore(store -> {
            save(store, LedgerChanges.ofPresences(List.of(LedgerSamples.online(2, 7))));
            save(store, LedgerChanges.ofPresences(List.of(Presence.offline(new AccountId("USER2")))));
            try (LedgerView view = store.view()) {
                assertThat(view.online()).isEmpty();
            }
        });
    }

    @Test
    void keysOfAnAccount_canChange() throws Exception {
        withStore(store -> {
            Account before = LedgerSamples.account(1, 9);
            Account after =
                    new Account(before.id(), Optional.of(LedgerSamples.keys(77)), 9, 0, false, before.registeredAt());
            save(store, LedgerSamples.ofAccounts(before));
            try (LedgerTransaction transaction = store.begin()) {
                transaction.load(LedgerKeys.ofAccounts(before.id()));
                transaction.save(LedgerSamples.ofAccounts(after));
                transaction.commit();
            }
            assertThat(account(store, before.id())).isEqualTo(after);
        });
    }

    @Test
    void largestNumbers_areKept() throws Exception {
        withStore(store -> {
            Account rich = new Account(
                    LedgerSamples.name(1),
                    Optional.of(LedgerSamples.keys(1)),
                    Long.MAX_VALUE,
                    Long.MAX_VALUE,
                    true,
                    Instant.ofEpochMilli(Long.MAX_VALUE));
            Account issuance = LedgerSamples.issuance(Long.MIN_VALUE);
            save(store, LedgerSamples.ofAccounts(rich, issuance));
            assertThat(account(store, rich.id())).isEqualTo(rich);
            assertThat(account(store, issuance.id())).isEqualTo(issuance);
        });
    }

    @Test
    void largeBatch_isOneTransaction() throws Exception {
        withStore(store -> {
            save(store, LedgerSamples.ofEntries(1, 1, 1024));
            Set<OrderRef> ids = new HashSet<>();
            LongStream.rangeClosed(1, 1024)
                    .forEach(sequence -> ids.add(LedgerSamples.order(sequence).ref()));
            try (LedgerView view = store.view()) {
                LedgerRows rows = view.load(LedgerKeys.ofOrders(ids));
                assertThat(ids.stream().filter(id -> rows.order(id).isPresent()))
                        .hasSize(1024 - 1024 / 7);
                assertThat(rows.head().lastSequence()).isEqualTo(1024);
            }
        });
    }

    @Test
    void orderThatExists_failsTheTransaction() throws Exception {
        LedgerChanges again = LedgerSamples.ofEntries(3, 4, 1);
        assertRefused(new LedgerChanges(
                List.of(LedgerSamples.account(8, 8)),
                List.of(orderAt(LedgerSamples.order(1), 4)),
                again.entries(),
                again.checkpoint(),
                List.of(),
                List.of()));
    }

    @Test
    void sameIdOfTwoPayers_isTwoOrders() throws Exception {
        withStore(store -> {
            LedgerChanges two = LedgerSamples.ofEntries(1, 1, 2);
            OrderRecord one = LedgerSamples.order(1);
            OrderRecord other = new OrderRecord(
                    one.id(), one.digest(), LedgerSamples.name(5), one.payee(), one.status(), 2, one.request());
            save(
                    store,
                    new LedgerChanges(
                            List.of(), List.of(one, other), two.entries(), two.checkpoint(), List.of(), List.of()));
            try (LedgerView view = store.view()) {
                LedgerRows rows = view.load(LedgerKeys.ofOrders(Set.of(one.ref(), other.ref())));
                assertThat(rows.order(one.ref()).orElseThrow().order()).isEqualTo(one);
                assertThat(rows.order(other.ref()).orElseThrow().order()).isEqualTo(other);
                OrderRef third = new OrderRef(LedgerSamples.name(6), one.id());
                assertThat(view.load(LedgerKeys.ofOrders(Set.of(third))).order(third))
                        .isEmpty();
            }
        });
    }

    @Test
    void orderTwiceInABatch_failsTheTransaction() throws Exception {
        LedgerChanges two = LedgerSamples.ofEntries(3, 4, 2);
        assertRefused(new LedgerChanges(
                List.of(LedgerSamples.account(8, 8)),
                List.of(orderAt(LedgerSamples.order(4), 4), orderAt(LedgerSamples.order(4), 5)),
                two.entries(),
                two.checkpoint(),
                List.of(),
                List.of()));
    }

    @Test
    void entryThatExists_failsTheTransaction() throws Exception {
        assertRefused(new LedgerChanges(
                List.of(LedgerSamples.account(8, 8)),
                List.of(),
                List.of(LedgerSamples.entry(3, 3)),
                Optional.of(LedgerSamples.checkpoint(3, 1)),
                List.of(),
                List.of()));
    }

    @Test
    void checkpointThatExists_failsTheTransaction() throws Exception {
        assertRefused(new LedgerChanges(
                List.of(LedgerSamples.account(8, 8)),
                List.of(),
                List.of(LedgerSamples.entry(4, 2)),
                Optional.of(LedgerSamples.checkpoint(2, 1)),
                List.of(),
                List.of()));
    }

    /** Saves entries 1 to 3 under checkpoints 1 and 2, then rows that must not go in, and looks what is there. */
    private void assertRefused(LedgerChanges refused) throws Exception {
        withStore(store -> {
            LedgerModel expected = new LedgerModel();
            for (LedgerChanges changes : List.of(LedgerSamples.ofEntries(1, 1, 2), LedgerSamples.ofEntries(2, 3, 1))) {
                save(store, changes);
                expected.apply(changes);
            }
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(LedgerSamples.ofAccounts(LedgerSamples.account(9, 9)));
                assertThatThrownBy(() -> transaction.save(refused)).isInstanceOf(StoreException.class);
                assertThatIllegalStateException().isThrownBy(transaction::commit);
                assertThatIllegalStateException()
                        .isThrownBy(() -> transaction.save(LedgerSamples.ofAccounts(LedgerSamples.account(7, 7))));
            }
            try (LedgerView view = store.view()) {
                expected.assertSeenBy(view);
            }
            LedgerChanges next = LedgerSamples.ofEntries(3, 4, 2);
            save(store, next);
            expected.apply(next);
            try (LedgerView view = store.view()) {
                expected.assertSeenBy(view);
            }
        });
    }

    @Test
    void concurrentWriters_takeTurns() throws Exception {
        int threads = 6;
        int rounds = 25;
        withStore(store -> {
            save(store, LedgerSamples.ofAccounts(LedgerSamples.account(0, 0)));
            inParallel(threads, () -> {
                for (int round = 0; round < rounds; round++) {
                    change(store, 0, 1);
                }
                return null;
            });
            assertThat(account(store, LedgerSamples.name(0)).balance()).isEqualTo((long) threads * rounds);
        });
    }

    @Test
    void views_seeWholeTransactions() throws Exception {
        withStore(store -> {
            save(store, LedgerSamples.ofAccounts(LedgerSamples.account(0, 30), LedgerSamples.account(1, 30)));
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try {
                Future<?> reading = executor.submit(() -> {
                    do {
                        assertSum(store, 60);
                    } while (!done.get());
                });
                for (int round = 0; round < 30; round++) {
                    try (LedgerTransaction transaction = store.begin()) {
                        transaction.save(LedgerSamples.ofAccounts(LedgerSamples.account(0, round)));
                        transaction.save(LedgerSamples.ofAccounts(LedgerSamples.account(1, 60 - round)));
                        transaction.commit();
                    }
                }
                done.set(true);
                reading.get();
            } finally {
                done.set(true);
                executor.shutdown();
            }
        });
    }

    /** Two queries, so that a view which is not a snapshot is found out. */
    private static void assertSum(AccountStore store, long sum) {
        try (LedgerView view = store.view()) {
            long first = view.load(LedgerKeys.ofAccounts(LedgerSamples.name(0)))
                    .account(LedgerSamples.name(0))
                    .orElseThrow()
                    .balance();
            long second = view.load(LedgerKeys.ofAccounts(LedgerSamples.name(1)))
                    .account(LedgerSamples.name(1))
                    .orElseThrow()
                    .balance();
            assertThat(first + second).isEqualTo(sum);
        }
    }

    @Test
    void limits_areKept() throws Exception {
        withStore(store -> {
            save(store, LedgerSamples.ofAccounts(LedgerSamples.account(0, 1)));
            save(store, LedgerSamples.ofEntries(1, 1, 3));
            try (LedgerView view = store.view()) {
                assertThat(view.accounts(Optional.empty(), 0)).isEmpty();
                assertThat(view.journal(1, 0)).isEmpty();
                assertThat(view.journal(Long.MIN_VALUE, 9)).hasSize(3);
                assertThat(view.journal(Long.MAX_VALUE, 9)).isEmpty();
                assertThatIllegalArgumentException().isThrownBy(() -> view.accounts(Optional.empty(), -1));
                assertThatIllegalArgumentException().isThrownBy(() -> view.journal(1, -1));
            }
        });
    }

    @Test
    void closed_isClosed() throws Exception {
        withStore(store -> {
            LedgerView view = store.view();
            LedgerTransaction transaction = store.begin();
            transaction.commit();
            assertThatIllegalStateException().isThrownBy(transaction::commit);
            for (LedgerView each : List.of(view, transaction)) {
                each.close();
                each.close();
                assertThatIllegalStateException().isThrownBy(() -> each.load(LedgerKeys.none()));
                assertThatIllegalStateException().isThrownBy(() -> each.accounts(Optional.empty(), 1));
                assertThatIllegalStateException().isThrownBy(() -> each.journal(1, 1));
                assertThatIllegalStateException().isThrownBy(each::online);
            }
            assertThatIllegalStateException().isThrownBy(() -> transaction.save(LedgerSamples.ofEntries(1, 1, 1)));
            store.close();
            store.close();
            assertThatIllegalStateException().isThrownBy(store::view);
            assertThatIllegalStateException().isThrownBy(store::begin);
        });
    }

    /** Runs a test with a new store. */
    final void withStore(Use use) throws Exception {
        AccountStore store = create();
        try {
            use.with(store);
        } finally {
            dispose(store);
        }
    }

    /** Saves and commits. */
    static void save(AccountStore store, LedgerChanges changes) {
        try (LedgerTransaction transaction = store.begin()) {
            transaction.save(changes);
            transaction.commit();
        }
    }

    /** Reads a committed account. */
    static Account account(AccountStore store, AccountId id) {
        try (LedgerView view = store.view()) {
            return view.load(LedgerKeys.ofAccounts(id)).account(id).orElseThrow();
        }
    }

    private static void change(AccountStore store, int number, long difference) {
        try (LedgerTransaction transaction = store.begin()) {
            AccountId id = LedgerSamples.name(number);
            Account account =
                    transaction.load(LedgerKeys.ofAccounts(id)).account(id).orElseThrow();
            transaction.save(LedgerSamples.ofAccounts(account.withBalance(account.balance() + difference)));
            transaction.commit();
        }
    }

    private static OrderRecord orderAt(OrderRecord same, long sequence) {
        OrderRecord order = LedgerSamples.order(sequence);
        return new OrderRecord(
                same.id(), order.digest(), same.payer(), order.payee(), StatusCode.SETTLED, sequence, order.request());
    }

    private static void inParallel(int threads, Callable<Void> task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Void>> running = new ArrayList<>();
            IntStream.range(0, threads).forEach(index -> running.add(executor.submit(task)));
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            executor.shutdown();
        }
    }
}
