package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.model.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Whoever looks up in a write transaction what became of another one learns the truth, for ever; and a thread that is
 * interrupted leaves the store as good as it was.
 */
interface FailureLaws extends StoreLaws {
    /** What another transaction did not find must not turn up by a commit that comes later. */
    @Test
    default void lookUp_waitsForTheTransactionsBefore() {
        Trial.withStore(
                this,
                store -> Parallel.withThreads(threads -> {
                    Account row = LedgerSamples.account(1, 1);
                    CountDownLatch lookedUp = new CountDownLatch(1);
                    Future<Boolean> found;
                    boolean committed;
                    try (LedgerTransaction transaction = store.begin()) {
                        transaction.save(Changes.ofAccounts(row));
                        found = threads.submit(() -> {
                            boolean there = Trial.isThere(store, row.id());
                            lookedUp.countDown();
                            return there;
                        });
                        Parallel.allow(lookedUp);
                        committed = commits(transaction);
                    }
                    assertThat(Parallel.result(found))
                            .as("what was looked up, and what then became of the transaction")
                            .isEqualTo(committed);
                }));
    }

    /** A write transaction begun afterwards finds what was committed, and nothing of what was not. */
    @Test
    default void lookUpAfterwards_findsACommitAndNothingElse() {
        Trial.withStore(this, store -> {
            for (int number = 0; number < 20; number++) {
                boolean commit = number % 3 != 0;
                Account row = LedgerSamples.account(number, 1);
                try (LedgerTransaction transaction = store.begin()) {
                    transaction.save(Changes.ofAccounts(row));
                    if (commit) {
                        transaction.commit();
                    }
                }
                assertThat(Trial.isThere(store, row.id())).isEqualTo(commit);
            }
        });
    }

    /** Interrupts threads at any moment; what they are told must be what is there in the end. */
    @Test
    default void interruptedTransactions_happenOrDoNot() {
        int workers = 3;
        Trial.withStore(
                this,
                store -> Parallel.withThreads(threads -> {
                    AtomicBoolean done = new AtomicBoolean();
                    List<Thread> targets = new ArrayList<>();
                    CountDownLatch started = new CountDownLatch(workers);
                    List<Future<List<Verdict>>> running = new ArrayList<>();
                    for (int worker = 0; worker < workers; worker++) {
                        int first = worker * 1_000;
                        running.add(threads.submit(() -> {
                            synchronized (targets) {
                                targets.add(Thread.currentThread());
                            }
                            started.countDown();
                            return transactions(store, first);
                        }));
                    }
                    Parallel.await(started);
                    Future<?> interrupting = threads.submit(() -> interrupt(targets, done));
                    List<Verdict> verdicts = new ArrayList<>();
                    try {
                        for (Future<List<Verdict>> worker : running) {
                            verdicts.addAll(Parallel.result(worker));
                        }
                    } finally {
                        done.set(true);
                    }
                    Parallel.result(interrupting);
                    for (Verdict verdict : verdicts) {
                        assertThat(Trial.isThere(store, verdict.account()))
                                .as("%s", verdict)
                                .isEqualTo(verdict.committed());
                    }
                }));
    }

    private static List<Verdict> transactions(AccountStore store, int first) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int number = first; number < first + 25; number++) {
            Account row = LedgerSamples.account(number, 1);
            boolean committed;
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(Changes.ofAccounts(row));
                transaction.commit();
                committed = true;
            } catch (StoreException e) {
                committed = lookedUp(store, row.id());
            }
            verdicts.add(new Verdict(row.id(), committed));
            boolean unused = Thread.interrupted();
        }
        return verdicts;
    }

    /** Asks until an answer comes: whoever interrupts may do so here as well. */
    private static boolean lookedUp(AccountStore store, AccountId id) {
        for (int attempt = 1; ; attempt++) {
            try {
                boolean unused = Thread.interrupted();
                return Trial.isThere(store, id);
            } catch (StoreException e) {
                if (attempt == 1_000) {
                    throw e;
                }
            }
        }
    }

    private static void interrupt(List<Thread> targets, AtomicBoolean done) {
        Random random = new Random(42);
        while (!done.get()) {
            synchronized (targets) {
                targets.get(random.nextInt(targets.size())).interrupt();
            }
            Parallel.pause();
        }
    }

    /**
     * A thread that is interrupted while another one has a transaction open gets its turn or an exception, and
     * either way the store goes on.
     */
    @Test
    default void interruptedWait_endsAndLeavesNothingBehind() {
        Trial.withStore(
                this,
                store -> Parallel.withThreads(threads -> {
                    CountDownLatch waiting = new CountDownLatch(1);
                    CountDownLatch over = new CountDownLatch(1);
                    List<Thread> waiter = new ArrayList<>();
                    Future<?> second;
                    try (LedgerTransaction first = store.begin()) {
                        first.save(Changes.ofAccounts(LedgerSamples.account(1, 1)));
                        second = threads.submit(() -> {
                            waiter.add(Thread.currentThread());
                            waiting.countDown();
                            try (LedgerTransaction transaction = store.begin()) {
                                transaction.save(Changes.ofAccounts(LedgerSamples.account(2, 2)));
                            } catch (StoreException e) {
                                // Giving up is one of the two ways to take an interruption; to go on waiting is the
                                // other.
                            } finally {
                                over.countDown();
                            }
                        });
                        Parallel.await(waiting);
                        waiter.get(0).interrupt();
                        Parallel.allow(over);
                        first.commit();
                    }
                    Parallel.result(second);
                    Trial.save(store, Changes.ofAccounts(LedgerSamples.account(3, 3)));
                    Trial.assertHolds(
                            store,
                            LedgerModel.of(
                                    Changes.ofAccounts(LedgerSamples.account(1, 1), LedgerSamples.account(3, 3))));
                }));
    }

    private static boolean commits(LedgerTransaction transaction) {
        try {
            transaction.commit();
            return true;
        } catch (StoreException e) {
            return false;
        }
    }
}
