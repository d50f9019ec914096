package io.micropay.internal.audit;

import io.micropay.internal.message.ActRecord;
import io.micropay.internal.message.Binding;
import io.micropay.internal.message.Opening;
import io.micropay.internal.message.Statements;
import io.micropay.ledger.JournalEntry;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderId;
import io.micropay.model.Outcome;
import java.time.Instant;
import java.util.Optional;

/** A journal entry, and what the server says in its signed statement. */
sealed interface Fact {
    /** The entry. */
    JournalEntry entry();

    /** An account was opened. */
    record Opened(JournalEntry entry, Opening opening) implements Fact {}

    /** A hosted account got a key of its own. */
    record Bound(JournalEntry entry, Binding binding) implements Fact {}

    /** An order was decided, or a hold ended. */
    record Decided(JournalEntry entry, Outcome outcome) implements Fact {}

    /** The operator did something. */
    record Acted(JournalEntry entry, ActRecord act) implements Fact {}

    /** The sequence of the entry. */
    default long sequence() {
        return entry().sequence();
    }

    /** What the statement says, which has to be of the entry's kind and to have its sequence, time and order. */
    static Fact of(JournalEntry entry) {
        Check check = Check.of(Row.ENTRY, entry.sequence());
        String what = "the statement as that of " + entry.kind();
        switch (entry.kind()) {
            case OPENING -> {
                Opening opening = check.decoded(what, () -> Statements.decodeOpening(entry.statement()));
                agree(check, entry, EntryKind.OPENING, opening.sequence(), opening.at(), Optional.empty());
                return new Opened(entry, opening);
            }
            case BINDING -> {
                Binding binding = check.decoded(what, () -> Statements.decodeBinding(entry.statement()));
                agree(check, entry, EntryKind.BINDING, binding.sequence(), binding.at(), Optional.empty());
                return new Bound(entry, binding);
            }
            case ISSUE, FREEZE, UNFREEZE, CLOSURE -> {
                ActRecord act = check.decoded(what, () -> Statements.decodeAct(entry.statement()));
                Optional<OrderId> id = Optional.of(act.act().id());
                agree(check, entry, kindOf(act), act.sequence(), act.at(), id);
                return new Acted(entry, act);
            }
            default -> {
                Outcome outcome = check.decoded(what, () -> Statements.decodeOutcome(entry.statement()));
                Optional<OrderId> id = Optional.of(outcome.orderId());
                agree(check, entry, kindOf(outcome), outcome.sequence(), outcome.settledAt(), id);
                return new Decided(entry, outcome);
            }
        }
    }

    private static void agree(
            Check check, JournalEntry entry, EntryKind kind, long sequence, Instant at, Optional<OrderId> order) {
        check.same("kind", entry.kind(), kind);
        check.same("sequence", entry.sequence(), sequence);
        check.same("time", entry.at(), at);
        check.same("order", entry.order(), order);
    }

    private static EntryKind kindOf(ActRecord record) {
        return switch (record.act().kind()) {
            case ISSUE -> EntryKind.ISSUE;
            case FREEZE -> EntryKind.FREEZE;
            case UNFREEZE -> EntryKind.UNFREEZE;
            case CLOSE -> EntryKind.CLOSURE;
        };
    }

    private static EntryKind kindOf(Outcome outcome) {
        return switch (outcome.status()) {
            case SETTLED -> EntryKind.PAYMENT;
            case AUTHORIZED -> EntryKind.HOLD;
            case CAPTURED -> EntryKind.CAPTURE;
            case RELEASED -> EntryKind.RELEASE;
            case HOLD_EXPIRED -> EntryKind.EXPIRY;
            default -> EntryKind.REJECTION;
        };
    }
}
