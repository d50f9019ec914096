package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.Presence;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is committed is there, all of it; what is not committed never happened. */
interface TransactionLaws extends StoreLaws {
    /**
     * Random transactions, some of them not committed, read and leave what a model in plain maps says.
     *
     * @param steps what the transactions do
     */
    @Property(tries = 25)
    default void randomTransactions_leaveWhatTheyCommitted(
            @ForAll(supplier = LedgerStep.Sequences.class) List<LedgerStep> steps) {
        Trial.withStore(this, store -> {
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
                Trial.assertHolds(store, committed);
            }
        });
    }

    /** A new store has no rows. */
    @Test
    default void newStore_isEmpty() {
        Trial.withStore(this, store -> Trial.assertHolds(store, new LedgerModel()));
    }

    /** After a commit, rows of every kind are there. */
    @Test
    default void commit_keepsEveryKindOfRow() {
        Trial.withStore(this, store -> {
            LedgerChanges changes = everyKind();
            Trial.save(store, changes);
            Trial.assertHolds(store, LedgerModel.of(changes));
        });
    }

    /** A commit covers every save of its transaction. */
    @Test
    default void commit_keepsWhatWasSavedInSeveralGoes() {
        Trial.withStore(this, store -> {
            LedgerChanges first = LedgerSamples.ofEntries(1, 1, 5);
            LedgerChanges second = LedgerSamples.ofEntries(2, 6, 5);
            LedgerChanges third = Changes.ofAccounts(LedgerSamples.account(1, 5));
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(first);
                transaction.save(second);
                transaction.save(third);
                transaction.commit();
            }
            Trial.assertHolds(store, LedgerModel.of(first, second, third));
        });
    }

    /** A transaction that saves nothing, or empty changes, can be committed and changes nothing. */
    @Test
    default void commitOfNothing_changesNothing() {
        Trial.withStore(this, store -> {
            LedgerChanges changes = everyKind();
            Trial.save(store, changes);
            Trial.save(store, Changes.NONE.changes());
            try (LedgerTransaction transaction = store.begin()) {
                transaction.commit();
            }
            Trial.assertHolds(store, LedgerModel.of(changes));
        });
    }

    /** What a transaction saved and did not commit never happened. */
    @Test
    default void closeWithoutCommit_leavesNothing() {
        Trial.withStore(this, store -> {
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(everyKind());
            }
            Trial.assertHolds(store, new LedgerModel());
            Trial.save(store, everyKind());
            Trial.assertHolds(store, LedgerModel.of(everyKind()));
        });
    }

    /** Rows that a transaction overwrote and did not commit are as they were, for views and for the next transaction. */
    @Test
    default void closeWithoutCommit_restoresWhatWasOverwritten() {
        Trial.withStore(this, store -> {
            LedgerChanges before = everyKind();
            Trial.save(store, before);
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(overwritten());
                LedgerModel.of(before, overwritten()).assertSeenBy(transaction);
            }
            Trial.assertHolds(store, LedgerModel.of(before));
            try (LedgerTransaction next = store.begin()) {
                LedgerModel.of(before).assertSeenBy(next);
            }
        });
    }

    /** An exception that leaves the block of a transaction leaves nothing behind. */
    @Test
    default void exceptionOfTheCaller_leavesNothing() {
        Trial.withStore(this, store -> {
            assertThatThrownBy(() -> {
                        try (LedgerTransaction transaction = store.begin()) {
                            transaction.save(everyKind());
                            throw new UnsupportedOperationException("of the caller");
                        }
                    })
                    .isInstanceOf(UnsupportedOperationException.class);
            Trial.assertHolds(store, new LedgerModel());
            Trial.save(store, everyKind());
            Trial.assertHolds(store, LedgerModel.of(everyKind()));
        });
    }

    /** A transaction reads what it has saved on top of what is committed. */
    @Test
    default void transaction_readsItsOwnSaves() {
        Trial.withStore(this, store -> {
            Trial.save(store, everyKind());
            try (LedgerTransaction transaction = store.begin()) {
                LedgerModel expected = LedgerModel.of(everyKind());
                expected.assertSeenBy(transaction);
                transaction.save(overwritten());
                expected.apply(overwritten());
                expected.assertSeenBy(transaction);
                transaction.commit();
            }
        });
    }

    /** A batch of 1,024 entries with their orders, holds and claims is kept whole. */
    @Test
    default void largeBatch_isOneTransaction() {
        Trial.withStore(this, store -> {
            LedgerChanges batch = LedgerSamples.ofEntries(1, 1, 1024);
            Trial.save(store, batch);
            Trial.assertHolds(store, LedgerModel.of(batch));
        });
    }

    /** Two accounts, a journal with orders, holds and claims, a credential and a presence. */
    private static LedgerChanges everyKind() {
        return new Changes(LedgerSamples.ofEntries(1, 1, 30))
                .accounts(List.of(LedgerSamples.account(1, 9), LedgerSamples.account(2, 8)))
                .credentials(List.of(LedgerSamples.credential(3, 1)))
                .presences(List.of(LedgerSamples.online(1, 7)))
                .changes();
    }

    /** Other content for rows of {@link #everyKind}, and new ones. */
    private static LedgerChanges overwritten() {
        return new Changes(LedgerSamples.ofEntries(2, 31, 30))
                .accounts(List.of(LedgerSamples.account(1, 5)))
                .claims(List.of(LedgerSamples.settledClaim(7), LedgerSamples.claim(500)))
                .credentials(List.of(LedgerSamples.credential(3, 2)))
                .presences(List.of(Presence.offline(LedgerSamples.name(1)), LedgerSamples.online(4, 5)))
                .changes();
    }
}
