package io.micropay.ledger;

/** Saves into a state of its own, which becomes everybody's at commit. */
final class InMemoryTransaction extends InMemoryView implements LedgerTransaction {
    private final InMemoryAccountStore store;
    private boolean closed;

    InMemoryTransaction(InMemoryAccountStore store, InMemoryState committed) {
        super(committed);
        this.store = store;
    }

    @Override
    public void save(LedgerChanges changes) {
        usability.check();
        try {
            state = state.with(changes);
        } catch (RuntimeException e) {
            usability.end("a save failed: close the transaction");
            throw e;
        }
    }

    @Override
    public void commit() {
        usability.check();
        usability.end("the transaction is committed: close it");
        store.publish(state);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        usability.end("the transaction is closed");
        store.ended();
    }
}
