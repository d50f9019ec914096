package io.micropay.ledger;

import io.micropay.model.AccountId;
import java.time.Instant;
import java.util.List;

/**
 * A look at a ledger's rows. For the thread that opened it.
 *
 * <p>Every method costs a handful of statements however many rows are asked for.
 *
 * @since 0.1
 */
public interface LedgerView extends LedgerPages, AutoCloseable {
    /**
     * Reads the rows with these keys.
     *
     * @param keys which rows; keys that do not exist are passed over
     * @return the rows found, and the head of the journal
     * @throws io.micropay.error.StoreException if the store cannot be read
     */
    LedgerRows load(LedgerKeys keys);

    /**
     * Reads the history of an account backwards, along the chain of {@link JournalEntry#previousOf}.
     *
     * @param account the account, in the spelling of its registration
     * @param from the sequence of an entry of its history, with which to begin; of any other the result means nothing
     * @param limit how many at the most
     * @return the entries, the newest first
     * @throws IllegalArgumentException if {@code limit} is negative
     * @throws io.micropay.error.StoreException if the store cannot be read
     */
    List<JournalEntry> history(AccountId account, long from, int limit);

    /**
     * Reads open holds that are past their time.
     *
     * @param now holds whose last moment is before this one
     * @param limit how many at the most
     * @return the holds, those of the earliest time first
     * @throws IllegalArgumentException if {@code limit} is negative
     * @throws io.micropay.error.StoreException if the store cannot be read
     */
    List<Hold> dueHolds(Instant now, int limit);

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
