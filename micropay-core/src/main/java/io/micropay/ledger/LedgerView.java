package io.micropay.ledger;

import io.micropay.model.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * A look at a ledger's rows. For the thread that opened it.
 *
 * <p>Every method costs a handful of statements however many rows are asked for.
 *
 * @since 0.1
 */
public interface LedgerView extends AutoCloseable {
    /**
     * Reads the rows with these keys.
     *
     * @param keys which rows; keys that do not exist are passed over
     * @return the rows found, and the head of the journal
     * @throws io.micropay.error.StoreException if the store cannot be read
     */
    LedgerRows load(LedgerKeys keys);

    /**
     * Reads accounts in the order of their folded names.
     *
     * @param after only accounts after this one; empty for the first
     * @param limit how many at the most
     * @return the accounts
     * @throws IllegalArgumentException if {@code limit} is negative
     * @throws io.micropay.error.StoreException if the store cannot be read
     */
    List<Account> accounts(Optional<AccountId> after, int limit);

    /**
     * Reads journal entries in their order.
     *
     * @param from the first sequence
     * @param limit how many at the most
     * @return the entries
     * @throws IllegalArgumentException if {@code limit} is negative
     * @throws io.micropay.error.StoreException if the store cannot be read
     */
    List<JournalEntry> journal(long from, int limit);

    /**
     * Reads the presence of every account that is marked as online.
     *
     * @return the presences
     * @throws io.micropay.error.StoreException if the store cannot be read
     */
    List<Presence> online();

    /** Ends the look. Closing again does nothing. */
    @Override
    void close();
}
