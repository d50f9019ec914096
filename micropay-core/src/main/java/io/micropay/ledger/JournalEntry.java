package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the journal, and its place under the checkpoint that signs it. Never changed once committed.
 *
 * @param sequence the place in the journal, from 1, without gaps
 * @param kind what is recorded
 * @param debit the account that gives
 * @param credit the account that gets
 * @param amount how much, in the ledger's smallest unit; zero for a rejection
 * @param order the order that was decided; empty for an opening
 * @param at the server's time, in whole milliseconds
 * @param statement the bytes that the checkpoint signs
 * @param checkpoint the number of the checkpoint
 * @param leafIndex the place of the statement among the checkpoint's leaves
 * @param auditPath the hashes that lead from the leaf to the checkpoint's root
 * @since 0.1
 */
public record JournalEntry(
        long sequence,
        EntryKind kind,
        AccountId debit,
        AccountId credit,
        long amount,
        Optional<OrderId> order,
        Instant at,
        Bytes statement,
        long checkpoint,
        int leafIndex,
        List<Digest> auditPath) {
    /**
     * Null-checks every component and copies the path.
     *
     * @param sequence the place in the journal, from 1, without gaps
     * @param kind what is recorded
     * @param debit the account that gives
     * @param credit the account that gets
     * @param amount how much, in the ledger's smallest unit; zero for a rejection
     * @param order the order that was decided; empty for an opening
     * @param at the server's time, in whole milliseconds
     * @param statement the bytes that the checkpoint signs
     * @param checkpoint the number of the checkpoint
     * @param leafIndex the place of the statement among the checkpoint's leaves
     * @param auditPath the hashes that lead from the leaf to the checkpoint's root
     */
    public JournalEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(debit, "debit");
        Objects.requireNonNull(credit, "credit");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(statement, "statement");
        auditPath = List.copyOf(auditPath);
    }
}
