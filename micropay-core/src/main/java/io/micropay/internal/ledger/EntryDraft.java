package io.micropay.internal.ledger;

import io.micropay.ledger.EntryKind;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
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
 * @param amount how much
 * @param order the order, if one was decided
 * @param at when
 * @param statement what the checkpoint is to sign
 */
record EntryDraft(
        long sequence,
        EntryKind kind,
        AccountId debit,
        AccountId credit,
        long amount,
        Optional<OrderId> order,
        Instant at,
        Bytes statement) {}
