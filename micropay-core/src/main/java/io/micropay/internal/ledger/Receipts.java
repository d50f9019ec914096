package io.micropay.internal.ledger;

import io.micropay.internal.message.Statements;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.DecidedOrder;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.SealedEntry;
import io.micropay.model.BatchSignature;
import io.micropay.model.Receipt;
import java.util.Optional;

/** Puts receipts together from the rows that hold their parts. */
public final class Receipts {
    private Receipts() {}

    /** The receipt of a decided order. */
    public static Receipt of(DecidedOrder order) {
        return of(order.sealed());
    }

    /** The receipt of an entry that records an outcome. */
    public static Receipt of(SealedEntry sealed) {
        return of(sealed.entry(), sealed.checkpoint());
    }

    static Receipt of(JournalEntry entry, Checkpoint checkpoint) {
        BatchSignature signature = new BatchSignature(
                checkpoint.signer(),
                Optional.of(checkpoint.previous()),
                checkpoint.treeSize(),
                entry.proof().leafIndex(),
                entry.proof().auditPath(),
                checkpoint.signature());
        return new Receipt(Statements.decodeOutcome(entry.statement()), entry.statement(), signature);
    }
}
