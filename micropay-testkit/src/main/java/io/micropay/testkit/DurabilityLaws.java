package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.error.StoreException;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is committed outlives the store; what is not does not. Power failures are for the store's own tests. */
interface DurabilityLaws extends StoreLaws {
    /**
     * What random transactions committed is there each time the store is closed and opened again.
     *
     * @param steps what the transactions do
     */
    @Property(tries = 10)
    default void randomTransactions_areThereAfterReopening(
            @ForAll(supplier = LedgerStep.Sequences.class) List<LedgerStep> steps) {
        Trial.withTrial(this, trial -> {
            LedgerModel committed = new LedgerModel();
            for (LedgerStep step : steps) {
                LedgerModel expected = new LedgerModel(committed);
                try (LedgerTransaction transaction = trial.store().begin()) {
                    step.run(transaction, expected);
                    if (step.commits()) {
                        transaction.commit();
                        committed = expected;
                    }
                }
                if (!trial.reopen()) {
                    return;
                }
                Trial.assertHolds(trial.store(), committed);
            }
        });
    }

    /** Committed rows of every kind are there after reopening, time and again. */
    @Test
    default void committedRows_areThereAfterReopening() {
        Trial.withTrial(this, trial -> {
            LedgerChanges changes = rows();
            Trial.save(trial.store(), changes);
            for (int time = 0; time < 3; time++) {
                reopen(trial);
                Trial.assertHolds(trial.store(), LedgerModel.of(changes));
            }
        });
    }

    /** What was not committed is not there after reopening. */
    @Test
    default void uncommittedRows_areGoneAfterReopening() {
        Trial.withTrial(this, trial -> {
            Trial.save(trial.store(), rows());
            try (LedgerTransaction transaction = trial.store().begin()) {
                transaction.save(LedgerSamples.ofEntries(2, 31, 9));
                transaction.save(Changes.ofAccounts(LedgerSamples.account(1, 1)));
            }
            reopen(trial);
            Trial.assertHolds(trial.store(), LedgerModel.of(rows()));
        });
    }

    /** A store that was opened again takes the next entries. */
    @Test
    default void reopenedStore_goesOn() {
        Trial.withTrial(this, trial -> {
            Trial.save(trial.store(), rows());
            reopen(trial);
            LedgerChanges more = LedgerSamples.ofEntries(2, 31, 9);
            Trial.save(trial.store(), more);
            reopen(trial);
            Trial.assertHolds(trial.store(), LedgerModel.of(rows(), more));
        });
    }

    /** A store that was opened again knows which rows exist. */
    @Test
    default void reopenedStore_refusesWhatExists() {
        Trial.withTrial(this, trial -> {
            Trial.save(trial.store(), rows());
            reopen(trial);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> Trial.save(trial.store(), LedgerSamples.ofEntries(1, 1, 1)));
            Trial.assertHolds(trial.store(), LedgerModel.of(rows()));
        });
    }

    /** Closing a closed store again does not harm the one that was opened since. */
    @Test
    default void closingTheOldStoreAgain_doesNotEndTheReopenedOne() {
        Trial.withTrial(this, trial -> {
            AccountStore old = trial.store();
            Trial.save(old, rows());
            reopen(trial);
            old.close();
            Refusals.assertStoreRefuses(old);
            Trial.assertHolds(trial.store(), LedgerModel.of(rows()));
        });
    }

    /** Skips the test of a store that has nothing to show. */
    private static void reopen(Trial trial) throws Exception {
        Assumptions.assumeTrue(trial.reopen(), "the store says that it is not durable");
    }

    private static LedgerChanges rows() {
        return new Changes(LedgerSamples.ofEntries(1, 1, 30))
                .accounts(List.of(LedgerSamples.account(1, 9), LedgerSamples.issuance(-9)))
                .credentials(List.of(LedgerSamples.credential(3, 1)))
                .presences(List.of(LedgerSamples.online(1, 7)))
                .changes();
    }
}
