package io.micropay.testkit;

import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;

/**
 * A store that hands everything on to a right one, which outlives it as a file would. Subclasses do one thing wrong.
 */
class WrongStore implements AccountStore {
    final AccountStore right;
    private volatile boolean closed;

    WrongStore(AccountStore right) {
        this.right = right;
    }

    @Override
    public final LedgerView view() {
        checkOpen();
        return openView();
    }

    @Override
    public final LedgerTransaction begin() {
        checkOpen();
        return openTransaction();
    }

    LedgerView openView() {
        return new WrongView(right.view());
    }

    LedgerTransaction openTransaction() {
        return new Transaction(right.begin());
    }

    void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    /** A transaction that hands everything on. */
    static class Transaction extends WrongView implements LedgerTransaction {
        final LedgerTransaction right;

        Transaction(LedgerTransaction right) {
            super(right);
            this.right = right;
        }

        @Override
        public void save(LedgerChanges changes) {
            right.save(changes);
        }

        @Override
        public void commit() {
            right.commit();
        }
    }
}
