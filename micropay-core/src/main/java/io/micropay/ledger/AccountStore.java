package io.micropay.ledger;

/**
 * Where a ledger is kept. Ready ones: {@link InMemoryAccountStore} and {@link SqliteAccountStore}.
 *
 * <p>What every store owes:
 * <ul>
 *   <li>Atomicity: all that a transaction saved is there after {@link LedgerTransaction#commit()}, or nothing of it.
 *   <li>Durability: what was committed survives the process, and the machine's power, unless the store says otherwise.
 *   <li>Isolation: write transactions behave as if they ran one after the other. A view sees committed rows only.
 *   <li>A {@link io.micropay.error.StoreException} says whether the same may work if it is tried again; before a commit it also
 *       means that nothing was written.
 *   <li>Insertions of an order, an entry or a checkpoint whose key exists fail the transaction.
 *   <li>Use after the end: what is closed answers everything but another close with {@link IllegalStateException}; so does
 *       a transaction that is committed, or that failed to save or to commit.
 * </ul>
 *
 * <p>Safe for use by several threads; each transaction and each view belongs to the thread that opened it.
 *
 * @since 0.1
 */
public interface AccountStore extends AutoCloseable {
    /**
     * Opens a look at the committed rows.
     *
     * @return a view, to be closed
     * @throws io.micropay.error.StoreException if the store cannot be read
     */
    LedgerView view();

    /**
     * Opens a write transaction; may wait for another one to end.
     *
     * @return a transaction, to be closed; what is not committed by then never happened
     * @throws io.micropay.error.StoreException if the store cannot be written
     */
    LedgerTransaction begin();

    /** Closes the store, once transactions and views are closed. Closing again does nothing. */
    @Override
    void close();
}
