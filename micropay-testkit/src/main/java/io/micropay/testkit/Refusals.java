package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is over refuses everything but to be closed again. */
final class Refusals {
    private Refusals() {}

    static void assertViewRefuses(LedgerView view) {
        assertAllRefused(List.of(
                () -> view.load(LedgerKeys.none()),
                () -> view.load(LedgerKeys.ofAccounts(LedgerSamples.name(1))),
                () -> view.accounts(Optional.empty(), 1),
                () -> view.journal(1, 1),
                () -> view.orders(1, 1),
                () -> view.checkpoints(1, 1),
                () -> view.holds(1, 1),
                () -> view.claims(Optional.empty(), 1),
                () -> view.credentials(Optional.empty(), 1),
                () -> view.history(LedgerSamples.name(1), 1, 1),
                () -> view.dueHolds(LedgerSamples.START, 1),
                view::online));
    }

    static void assertTransactionRefuses(LedgerTransaction transaction) {
        assertViewRefuses(transaction);
        assertAllRefused(List.of(
                () -> transaction.save(Changes.ofAccounts(LedgerSamples.account(7, 7))),
                () -> transaction.save(Changes.NONE.changes()),
                transaction::commit));
    }

    static void assertStoreRefuses(AccountStore store) {
        assertAllRefused(List.of(store::view, store::begin));
    }

    private static void assertAllRefused(List<ThrowingCallable> calls) {
        for (int index = 0; index < calls.size(); index++) {
            assertThatIllegalStateException().as("call number %d", index).isThrownBy(calls.get(index));
        }
    }
}
