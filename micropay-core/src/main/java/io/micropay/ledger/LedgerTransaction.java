package io.micropay.ledger;

/**
 * A write transaction: what it loads stays true until it commits, and what it saves happens at once or not at all. It
 * reads what it has saved itself on top of what is committed.
 *
 * @since 0.1
 */
public interface LedgerTransaction extends LedgerView {
    /**
     * Writes rows: accounts, holds, claims, credentials and presences over what was there, all others as new ones.
     *
     * @param changes the rows
     * @throws io.micropay.error.StoreException if a new row exists already, or the store cannot be written
     */
    void save(LedgerChanges changes);

    /**
     * Makes everything that was saved durable. At most once.
     *
     * @throws io.micropay.error.StoreException if that failed, or its answer was lost. Whether it happened is then to be
     *     looked up, in a write transaction begun afterwards: that one begins only when this one has come to its end
     */
    void commit();

    /** Ends the transaction; without a commit before, nothing of it remains. Closing again does nothing. */
    @Override
    void close();
}
