package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Claim;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Write transactions behave as if they ran one after the other, and a view is a snapshot. Where two transactions meet, the
 * first gives the second some time to do what it should not; a store that takes turns just waits that long.
 */
interface IsolationLaws extends StoreLaws {
    /** A view shows what was committed when it was opened, in every method, whatever is committed since. */
    @Test
    default void view_isASnapshot() {
        Trial.withStore(this, store -> {
            LedgerChanges before = new Changes(LedgerSamples.ofEntries(1, 1, 30))
                    .accounts(List.of(LedgerSamples.account(1, 30)))
                    .changes();
            Trial.save(store, before);
            try (LedgerView view = store.view()) {
                Trial.save(
                        store,
                        new Changes(LedgerSamples.ofEntries(2, 31, 30))
                                .accounts(List.of(LedgerSamples.account(1, 20), LedgerSamples.account(2, 10)))
                                .claims(List.of(LedgerSamples.settledClaim(7), LedgerSamples.claim(500)))
                                .credentials(List.of(LedgerSamples.credential(1, 1)))
                                .presences(List.of(LedgerSamples.online(1, 1)))
                                .changes());
                LedgerModel.of(before).assertSeenBy(view);
            }
        });
    }

    /** A view does not see what an open transaction has saved. */
    @Test
    default void uncommittedRows_areNotSeenByViews() {
        Trial.withStore(this, store -> {
            LedgerChanges before = Changes.ofAccounts(LedgerSamples.account(1, 30));
            Trial.save(store, before);
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(new Changes(LedgerSamples.ofEntries(1, 1, 30))
                        .accounts(List.of(LedgerSamples.account(1, 20), LedgerSamples.account(2, 10)))
                        .credentials(List.of(LedgerSamples.credential(1, 1)))
                        .presences(List.of(LedgerSamples.online(1, 1)))
                        .changes());
                Trial.assertHolds(store, LedgerModel.of(before));
            }
        });
    }

    /** A transaction does not see what another one saved and never committed. */
    @Test
    default void uncommittedRows_areNotSeenByOtherTransactions() {
        Trial.withStore(
                this,
                store -> Parallel.withThreads(threads -> {
                    Trial.save(store, Changes.ofAccounts(LedgerSamples.account(1, 30)));
                    CountDownLatch read = new CountDownLatch(1);
                    Future<Long> other;
                    try (LedgerTransaction transaction = store.begin()) {
                        transaction.save(Changes.ofAccounts(LedgerSamples.account(1, 20)));
                        other = threads.submit(() -> Trial.committed(store, second -> {
                            long balance = balance(second, 1);
                            read.countDown();
                            return balance;
                        }));
                        Parallel.allow(read);
                    }
                    assertThat(Parallel.result(other)).isEqualTo(30);
                }));
    }

    /** What a transaction has read does not change while it is open. */
    @Test
    default void loadedRows_stayTrueUntilTheCommit() {
        Trial.withStore(
                this,
                store -> Parallel.withThreads(threads -> {
                    LedgerModel expected = LedgerModel.of(Changes.ofAccounts(LedgerSamples.account(1, 30)));
                    Trial.save(store, Changes.ofAccounts(LedgerSamples.account(1, 30)));
                    CountDownLatch changed = new CountDownLatch(1);
                    Future<?> other;
                    try (LedgerTransaction transaction = store.begin()) {
                        expected.assertSeenBy(transaction);
                        other = threads.submit(() -> {
                            Trial.committed(store, second -> {
                                second.save(Changes.ofAccounts(LedgerSamples.account(1, 20)));
                                return true;
                            });
                            changed.countDown();
                        });
                        Parallel.allow(changed);
                        expected.assertSeenBy(transaction);
                    }
                    Parallel.result(other);
                    assertThat(Trial.account(store, LedgerSamples.name(1)).balance())
                            .isEqualTo(20);
                }));
    }

    /** Two transactions that read an account and then add to it both count. */
    @Test
    default void updatesThatMeet_areBothKept() {
        Trial.withStore(this, store -> {
            Trial.save(store, Changes.ofAccounts(LedgerSamples.account(0, 0)));
            CountDownLatch bothHaveRead = new CountDownLatch(2);
            Parallel.inThreads(
                    2,
                    number -> Trial.committed(store, transaction -> {
                        Account account = Trial.account(transaction, LedgerSamples.name(0));
                        bothHaveRead.countDown();
                        Parallel.allow(bothHaveRead);
                        return add(transaction, account, 1);
                    }));
            assertThat(Trial.account(store, LedgerSamples.name(0)).balance()).isEqualTo(2);
        });
    }

    /** Each takes one of its own if both together have two: only the first one may. */
    @Test
    default void decisionsThatMeet_areMadeOneAfterTheOther() {
        Trial.withStore(this, store -> {
            Trial.save(store, Changes.ofAccounts(LedgerSamples.account(0, 1), LedgerSamples.account(1, 1)));
            CountDownLatch bothHaveRead = new CountDownLatch(2);
            List<Boolean> took = Parallel.inThreads(
                    2,
                    number -> Trial.committed(store, transaction -> {
                        long sum = balance(transaction, 0) + balance(transaction, 1);
                        bothHaveRead.countDown();
                        Parallel.allow(bothHaveRead);
                        return sum >= 2 && add(transaction, Trial.account(transaction, LedgerSamples.name(number)), -1);
                    }));
            assertThat(took).containsExactlyInAnyOrder(true, false);
        });
    }

    /** Increments by several threads all count. */
    @Test
    default void incrementsOfSeveralThreads_areAllKept() {
        int threads = 6;
        int rounds = 25;
        Trial.withStore(this, store -> {
            Trial.save(store, Changes.ofAccounts(LedgerSamples.account(0, 0)));
            Parallel.inThreads(threads, number -> {
                for (int round = 0; round < rounds; round++) {
                    Trial.committed(
                            store,
                            transaction -> add(transaction, Trial.account(transaction, LedgerSamples.name(0)), 1));
                }
                return true;
            });
            assertThat(Trial.account(store, LedgerSamples.name(0)).balance()).isEqualTo((long) threads * rounds);
        });
    }

    /** Threads that add entries where the journal ends make one journal without gaps. */
    @Test
    default void entriesOfSeveralThreads_makeOneJournal() {
        int threads = 4;
        int rounds = 12;
        Trial.withStore(this, store -> {
            Parallel.inThreads(threads, number -> {
                for (int round = 0; round < rounds; round++) {
                    Trial.committed(store, transaction -> {
                        long next = Heads.lastSequence(transaction) + 1;
                        transaction.save(LedgerSamples.ofEntries(next, next, 1));
                        return true;
                    });
                }
                return true;
            });
            LedgerModel expected = new LedgerModel();
            for (long sequence = 1; sequence <= (long) threads * rounds; sequence++) {
                expected.apply(LedgerSamples.ofEntries(sequence, sequence, 1));
            }
            try (LedgerView view = store.view()) {
                expected.assertJournalSeenBy(view);
            }
        });
    }

    /** Several threads decide the same order, each at the end of the journal: only one of them does. */
    @Test
    default void sameOrder_isDecidedOnce() {
        Trial.withStore(this, store -> {
            List<Boolean> decided = Parallel.inThreads(
                    4, number -> succeeds(store, transaction -> Heads.append(transaction, LedgerSamples.order(1_000))));
            assertThat(decided).containsOnlyOnce(true);
            try (LedgerView view = store.view()) {
                assertThat(view.orders(0, 9)).hasSize(1);
                assertThat(view.journal(0, 9)).hasSize(1);
                assertThat(view.checkpoints(0, 9)).hasSize(1);
            }
        });
    }

    /** Several threads settle a claim that each has found unsettled: only one of them does. */
    @Test
    default void sameClaim_isSettledOnce() {
        Trial.withStore(this, store -> {
            Claim unsettled = LedgerSamples.claim(1);
            Trial.save(store, Changes.ofClaims(unsettled));
            CountDownLatch allHaveRead = new CountDownLatch(4);
            List<Boolean> settled = Parallel.inThreads(
                    4,
                    number -> Trial.committed(store, transaction -> {
                        Claim found = Trial.claim(transaction, unsettled.key());
                        allHaveRead.countDown();
                        Parallel.allow(allHaveRead);
                        return found.equals(unsettled) && settle(transaction, found, number);
                    }));
            assertThat(settled).containsOnlyOnce(true);
            try (LedgerView view = store.view()) {
                assertThat(Trial.claim(view, unsettled.key()))
                        .isEqualTo(unsettled.settled(
                                LedgerSamples.order(settled.indexOf(true)).ref()));
            }
        });
    }

    /** Several threads write the same place of the journal without looking: only one of them does. */
    @Test
    default void samePlaceOfTheJournal_isWrittenOnce() {
        Trial.withStore(this, store -> {
            List<Boolean> written = Parallel.inThreads(
                    4, number -> succeeds(store, transaction -> Heads.write(transaction, 1, 1, number)));
            assertThat(written).containsOnlyOnce(true);
            try (LedgerView view = store.view()) {
                assertThat(view.journal(0, 9)).hasSize(1);
                assertThat(view.journal(0, 9).get(0).amount()).isEqualTo(written.indexOf(true));
            }
        });
    }

    /** Several threads add different entries under the same checkpoint number: only one of them does. */
    @Test
    default void sameCheckpoint_isWrittenOnce() {
        Trial.withStore(this, store -> {
            List<Boolean> written = Parallel.inThreads(
                    4, number -> succeeds(store, transaction -> Heads.write(transaction, number + 1, 1, number)));
            assertThat(written).containsOnlyOnce(true);
            try (LedgerView view = store.view()) {
                assertThat(view.checkpoints(0, 9)).hasSize(1);
                assertThat(view.journal(0, 9)).hasSize(1);
            }
        });
    }

    /** A view never sees one half of a transaction, not even in two queries. */
    @Test
    default void views_seeWholeTransactions() {
        Trial.withStore(
                this,
                store -> Parallel.withThreads(threads -> {
                    Trial.save(store, Changes.ofAccounts(LedgerSamples.account(0, 30), LedgerSamples.account(1, 30)));
                    CountDownLatch done = new CountDownLatch(1);
                    Future<?> reading = threads.submit(() -> {
                        do {
                            assertSum(store, 60);
                        } while (done.getCount() > 0);
                    });
                    try {
                        for (int round = 0; round < 30; round++) {
                            try (LedgerTransaction transaction = store.begin()) {
                                transaction.save(Changes.ofAccounts(LedgerSamples.account(0, round)));
                                transaction.save(Changes.ofAccounts(LedgerSamples.account(1, 60 - round)));
                                transaction.commit();
                            }
                        }
                    } finally {
                        done.countDown();
                    }
                    Parallel.result(reading);
                }));
    }

    /** Two queries, so that a view which is not a snapshot is found out. */
    private static void assertSum(AccountStore store, long sum) {
        try (LedgerView view = store.view()) {
            assertThat(balance(view, 0) + balance(view, 1)).isEqualTo(sum);
        }
    }

    /** False if the store says that the rows exist. */
    private static boolean succeeds(AccountStore store, Trial.Work<Boolean> work) {
        try {
            return Trial.committed(store, work);
        } catch (StoreException e) {
            if (e.isTransient()) {
                throw e;
            }
            return false;
        }
    }

    private static boolean add(LedgerTransaction transaction, Account account, long difference) {
        transaction.save(Changes.ofAccounts(LedgerSamples.withBalance(account, account.balance() + difference)));
        return true;
    }

    private static boolean settle(LedgerTransaction transaction, Claim claim, int order) {
        transaction.save(
                Changes.ofClaims(claim.settled(LedgerSamples.order(order).ref())));
        return true;
    }

    private static long balance(LedgerView view, int number) {
        return Trial.account(view, LedgerSamples.name(number)).balance();
    }
}
