package io.micropay.internal.ledger;

import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.Posting;
import io.micropay.ledger.Proof;
import io.micropay.model.Bytes;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * A journal entry that no checkpoint has signed yet.
 *
 * @param sequence its place in the journal
 * @param kind what it records
 * @param debit who gives
 * @param credit who gets
 * @param amount how much moves
 * @param held by how much the held amount of the debit account changes
 * @param order the order, if one was decided
 * @param at when
 * @param statement what the checkpoint is to sign
 */
public record EntryDraft(
        long sequence,
        EntryKind kind,
        Posting debit,
        Posting credit,
        long amount,
        long held,
        Optional<OrderId> order,
        Instant at,
        Bytes statement) {

    JournalEntry under(Proof proof) {
        return new JournalEntry(sequence, kind, debit, credit, amount, held, order, at, statement, proof);
    }
}
