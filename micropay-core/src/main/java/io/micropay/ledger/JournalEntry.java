package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the journal. Never changed once committed.
 *
 * <p>It belongs to the history of its debit account and, if money moved, to that of its credit account. A history is a
 * chain: each entry names the one before, the account the last one, so that no index has to be kept for it.
 *
 * @param sequence the place in the journal, from 1, without gaps
 * @param kind what is recorded
 * @param debit the account that gives, after the entry
 * @param credit the account that gets, after the entry
 * @param amount how much moved from debit to credit, in the ledger's smallest unit, zero or more
 * @param held by how much the debit account's held amount changed, in the ledger's smallest unit
 * @param order the order, or the operator's act, that was decided, or the order of the hold that ended; empty for an
 *     opening
 * @param at the server's time, in whole milliseconds
 * @param statement the bytes that the checkpoint signs
 * @param proof its place under the checkpoint
 * @since 0.1
 */
public record JournalEntry(
        long sequence,
        EntryKind kind,
        Posting debit,
        Posting credit,
        long amount,
        long held,
        Optional<OrderId> order,
        Instant at,
        Bytes statement,
        Proof proof) {
    /**
     * Null-checks every component.
     *
     * @param sequence the place in the journal, from 1, without gaps
     * @param kind what is recorded
     * @param debit the account that gives, after the entry
     * @param credit the account that gets, after the entry
     * @param amount how much moved from debit to credit, in the ledger's smallest unit, zero or more
     * @param held by how much the debit account's held amount changed, in the ledger's smallest unit
     * @param order the order, or the operator's act, that was decided, or the order of the hold that ended; empty for an
     *     opening
     * @param at the server's time, in whole milliseconds
     * @param statement the bytes that the checkpoint signs
     * @param proof its place under the checkpoint
     */
    public JournalEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(debit, "debit");
        Objects.requireNonNull(credit, "credit");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(proof, "proof");
    }

    /**
     * Whether this entry is in the history of an account.
     *
     * @param account the account, in the spelling of its registration
     * @return true if the account gave, or got
     */
    public boolean belongsTo(AccountId account) {
        return account.equals(debit.account()) || (amount != 0 && account.equals(credit.account()));
    }

    /**
     * The entry before this one in an account's history.
     *
     * @param account the account of one of the two sides
     * @return its sequence; 0 if there is none
     */
    public long previousOf(AccountId account) {
        return account.equals(debit.account()) ? debit.previous() : credit.previous();
    }
}
