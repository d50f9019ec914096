package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import java.util.List;
import java.util.Optional;

/**
 * Every row of a ledger, page by page: for audits, copies and statements. Each method gives the rows of one kind in the order
 * of their keys, and fails with {@link IllegalArgumentException} if the limit is negative and with
 * {@link io.micropay.error.StoreException} if the store cannot be read.
 *
 * @since 0.1
 */
public interface LedgerPages {
    /**
     * Accounts in the order of their folded names.
     *
     * @param after only accounts after this one; empty for the first
     * @param limit how many at the most
     * @return the accounts
     */
    List<Account> accounts(Optional<AccountId> after, int limit);

    /**
     * Journal entries in their order.
     *
     * @param from the first sequence
     * @param limit how many at the most
     * @return the entries
     */
    List<JournalEntry> journal(long from, int limit);

    /**
     * Decided orders in the order of their journal entries.
     *
     * @param from the first sequence
     * @param limit how many at the most
     * @return the orders
     */
    List<OrderRecord> orders(long from, int limit);

    /**
     * Checkpoints in their order.
     *
     * @param from the first number
     * @param limit how many at the most
     * @return the checkpoints
     */
    List<Checkpoint> checkpoints(long from, int limit);

    /**
     * Holds, open and ended, in the order of the entries that set them aside.
     *
     * @param from the first sequence
     * @param limit how many at the most
     * @return the holds
     */
    List<Hold> holds(long from, int limit);

    /**
     * Claims in the order of their keys, byte by byte and unsigned.
     *
     * @param after only claims after this key; empty for the first
     * @param limit how many at the most
     * @return the claims
     */
    List<Claim> claims(Optional<Digest> after, int limit);

    /**
     * Credentials in the order of the ids of their session keys and then of their statements, byte by byte and unsigned.
     *
     * @param after only those after this one; empty for the first
     * @param limit how many at the most
     * @return the credentials
     */
    List<Credential> credentials(Optional<Credential> after, int limit);
}
