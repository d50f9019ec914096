package io.micropay.testkit;

import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import java.util.List;

/** The end of the journal, where transactions meet. */
final class Heads {
    private Heads() {}

    static long lastSequence(LedgerView view) {
        return view.load(LedgerKeys.none()).head().lastSequence();
    }

    /** Adds an entry under a checkpoint of its own, and an order that it decides. */
    static boolean append(LedgerTransaction transaction, OrderRecord same) {
        long next = lastSequence(transaction) + 1;
        OrderRecord order = new OrderRecord(
                same.id(), same.digest(), same.payer(), same.payee(), same.status(), next, same.request());
        transaction.save(new Changes(LedgerSamples.ofEntries(next, next, 1))
                .holds(List.of())
                .orders(List.of(order))
                .changes());
        return true;
    }

    /** Writes an entry and a checkpoint without looking; the amount tells who did. */
    static boolean write(LedgerTransaction transaction, long sequence, long checkpoint, long amount) {
        JournalEntry like = LedgerSamples.entry(sequence, checkpoint);
        JournalEntry entry = new JournalEntry(
                sequence,
                like.kind(),
                like.debit(),
                like.credit(),
                amount,
                like.held(),
                like.order(),
                like.at(),
                like.statement(),
                like.proof());
        transaction.save(Changes.NONE
                .entries(List.of(entry), LedgerSamples.checkpoint(checkpoint, 1))
                .changes());
        return true;
    }
}
