package io.micropay.ledger;

/**
 * A ledger in memory, for tests, trials and whatever may be forgotten.
 *
 * <p><strong>Not durable:</strong> what is committed is gone when the process ends. In everything else it keeps the
 * promises of {@link AccountStore}. A view is a snapshot of the moment when it was opened, costs nothing, and neither
 * waits for a transaction nor makes one wait.
 *
 * <pre>{@code
 * try (AccountStore store = InMemoryAccountStore.create();
 *         LedgerView view = store.view()) {
 *     assert view.load(LedgerKeys.none()).head().equals(LedgerHead.EMPTY);
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class InMemoryAccountStore implements AccountStore {
    private final WriteTurn turn = new WriteTurn();
    private final Usability usability = new Usability();

    private volatile InMemoryState committed = InMemoryState.EMPTY;

    private InMemoryAccountStore() {}

    /**
     * Makes an empty ledger.
     *
     * @return the store
     */
    public static InMemoryAccountStore create() {
        return new InMemoryAccountStore();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the store is closed
     */
    @Override
    public LedgerView view() {
        usability.check();
        return new InMemoryView(committed);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the store is closed, or this thread has a transaction open already
     */
    @Override
    public LedgerTransaction begin() {
        turn.take();
        try {
            usability.check();
            return new InMemoryTransaction(this, committed);
        } catch (IllegalStateException e) {
            turn.giveBack();
            throw e;
        }
    }

    @Override
    public void close() {
        usability.end("the store is closed");
    }

    /** For the transaction that has the turn: makes its rows those of everybody. */
    void publish(InMemoryState state) {
        committed = state;
    }

    /** For the transaction that has the turn: lets the next one begin. */
    void ended() {
        turn.giveBack();
    }
}
