package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is over is over; closing it again does nothing. */
interface EndLaws extends StoreLaws {
    /** A closed view refuses everything but to be closed again. */
    @Test
    default void closedView_refusesEverything() {
        Trial.withStore(this, store -> {
            LedgerView view = store.view();
            view.close();
            Refusals.assertViewRefuses(view);
            view.close();
            Refusals.assertViewRefuses(view);
        });
    }

    /** A closed transaction refuses everything but to be closed again. */
    @Test
    default void closedTransaction_refusesEverything() {
        Trial.withStore(this, store -> {
            LedgerTransaction transaction = store.begin();
            transaction.save(Changes.ofAccounts(LedgerSamples.account(1, 1)));
            transaction.close();
            Refusals.assertTransactionRefuses(transaction);
            transaction.close();
            Refusals.assertTransactionRefuses(transaction);
            Trial.assertHolds(store, new LedgerModel());
        });
    }

    /** A committed transaction refuses everything but to be closed. */
    @Test
    default void committedTransaction_refusesEverything() {
        Trial.withStore(this, store -> {
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(Changes.ofAccounts(LedgerSamples.account(1, 1)));
                transaction.commit();
                Refusals.assertTransactionRefuses(transaction);
            }
            Trial.assertHolds(store, LedgerModel.of(Changes.ofAccounts(LedgerSamples.account(1, 1))));
        });
    }

    /** A closed store refuses everything but to be closed again. */
    @Test
    default void closedStore_refusesEverything() {
        Trial.withStore(this, store -> {
            Trial.save(store, Changes.ofAccounts(LedgerSamples.account(1, 1)));
            store.close();
            Refusals.assertStoreRefuses(store);
            store.close();
            Refusals.assertStoreRefuses(store);
        });
    }

    /** A store that was never used can be closed. */
    @Test
    default void unusedStore_canBeClosed() {
        Trial.withStore(this, AccountStore::close);
    }

    /** Closing a transaction again does not harm the next one. */
    @Test
    default void secondClose_doesNotEndTheNextTransaction() {
        Trial.withStore(this, store -> {
            LedgerTransaction first = store.begin();
            first.close();
            try (LedgerTransaction second = store.begin()) {
                second.save(Changes.ofAccounts(LedgerSamples.account(1, 1)));
                first.close();
                second.save(Changes.ofAccounts(LedgerSamples.account(2, 2)));
                second.commit();
                first.close();
            }
            Trial.assertHolds(
                    store,
                    LedgerModel.of(Changes.ofAccounts(LedgerSamples.account(1, 1), LedgerSamples.account(2, 2))));
        });
    }

    /** Closing a view again does not harm the next one. */
    @Test
    default void secondClose_doesNotEndTheNextView() {
        Trial.withStore(this, store -> {
            LedgerView first = store.view();
            first.close();
            try (LedgerView second = store.view()) {
                first.close();
                new LedgerModel().assertSeenBy(second);
            }
        });
    }

    /** Several views of different moments can be open at once. */
    @Test
    default void severalViews_canBeOpenAndEndInAnyOrder() {
        Trial.withStore(this, store -> {
            List<LedgerView> views = new ArrayList<>();
            List<LedgerModel> seen = new ArrayList<>();
            LedgerModel model = new LedgerModel();
            for (int number = 1; number <= 4; number++) {
                Trial.save(store, LedgerSamples.ofEntries(number, number, 1));
                model.apply(LedgerSamples.ofEntries(number, number, 1));
                views.add(store.view());
                seen.add(new LedgerModel(model));
            }
            for (int index : List.of(1, 3, 0, 2)) {
                seen.get(index).assertSeenBy(views.get(index));
                views.get(index).close();
            }
        });
    }

    /** Hundreds of views and transactions can be opened and closed, one after the other. */
    @Test
    default void manyTransactionsAndViews_leakNothing() {
        Trial.withStore(this, store -> {
            int rounds = 200;
            for (int round = 0; round < rounds; round++) {
                try (LedgerView view = store.view();
                        LedgerTransaction transaction = store.begin()) {
                    assertThat(view.online()).isEmpty();
                    assertThat(transaction.online()).isEmpty();
                }
            }
            Trial.save(store, Changes.ofAccounts(LedgerSamples.account(1, 1)));
            Trial.assertHolds(store, LedgerModel.of(Changes.ofAccounts(LedgerSamples.account(1, 1))));
        });
    }
}
