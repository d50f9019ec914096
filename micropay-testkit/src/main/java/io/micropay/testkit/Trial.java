package io.micropay.testkit;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Claim;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One test's store, and what tests do with stores all the time. */
final class Trial {
    /** More than enough for those who stand in each other's way; anything that fails so often will never work. */
    private static final int MAX_TRIES = 1_000;

    private static final AtomicInteger MARKS = new AtomicInteger(100_000);

    /** What a test does with a store. */
    interface Use<T> {
        void with(T subject) throws Exception;
    }

    /** What is done in a transaction. */
    interface Work<T> {
        T in(LedgerTransaction transaction);
    }

    private final StoreLaws laws;
    private AccountStore store;

    private Trial(StoreLaws laws, AccountStore store) {
        this.laws = laws;
        this.store = store;
    }

    AccountStore store() {
        return store;
    }

    /** Closes the store and opens it again. False if the store says that it is not durable. */
    boolean reopen() throws Exception {
        store.close();
        Optional<AccountStore> reopened = laws.reopen(store);
        reopened.ifPresent(open -> store = open);
        return reopened.isPresent();
    }

    /** Runs a test with a new store. */
    static void withStore(StoreLaws laws, Use<AccountStore> use) {
        withTrial(laws, trial -> use.with(trial.store()));
    }

    /** Runs a test with a new store that it may close and open again. */
    static void withTrial(StoreLaws laws, Use<Trial> use) {
        try {
            run(laws, use);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        } catch (Exception e) {
            throw new AssertionError("the test failed in another thread, or could not be run: " + e, e);
        }
    }

    private static void run(StoreLaws laws, Use<Trial> use) throws Exception {
        Trial trial = new Trial(laws, laws.create());
        try {
            use.with(trial);
        } catch (Throwable failure) {
            try {
                laws.dispose(trial.store);
            } catch (Exception alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
        laws.dispose(trial.store);
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
            return account(view, id);
        }
    }

    static Account account(LedgerView view, AccountId id) {
        return view.load(LedgerKeys.ofAccounts(id)).account(id).orElseThrow();
    }

    static Claim claim(LedgerView view, Digest key) {
        return view.load(LedgerKeys.ofClaim(key)).claim(key).orElseThrow();
    }

    /** Compares everything that is committed. */
    static void assertHolds(AccountStore store, LedgerModel expected) {
        try (LedgerView view = store.view()) {
            expected.assertSeenBy(view);
        }
    }

    /**
     * Works in a transaction and commits it, again and again while the store says that another try may help. A commit
     * that fails may have taken place: a row that each try leaves behind tells.
     */
    static <T> T committed(AccountStore store, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            Account mark = LedgerSamples.account(MARKS.incrementAndGet(), 0);
            Optional<T> result = Optional.empty();
            StoreException failure;
            try (LedgerTransaction transaction = store.begin()) {
                result = Optional.of(work.in(transaction));
                transaction.save(Changes.ofAccounts(mark));
                transaction.commit();
                return result.get();
            } catch (StoreException e) {
                failure = e;
            }
            if (result.isPresent() && isThere(store, mark.id())) {
                return result.get();
            }
            if (!failure.isTransient() || attempt == MAX_TRIES) {
                throw failure;
            }
        }
    }

    /** Looks an account up in a write transaction, which is what tells the truth about a commit that failed. */
    static boolean isThere(AccountStore store, AccountId id) {
        try (LedgerTransaction transaction = store.begin()) {
            return transaction.load(LedgerKeys.ofAccounts(id)).account(id).isPresent();
        }
    }
}
