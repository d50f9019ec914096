package io.micropay.crashtest.check;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.model.BatchSignature;
import io.micropay.model.OrderRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All rows of a ledger, as of one moment.
 *
 * @param accounts the accounts
 * @param entries the journal
 * @param checkpoints the checkpoints
 * @param orders the decided orders
 * @param holds the holds
 */
public record Books(
        List<Account> accounts,
        List<JournalEntry> entries,
        List<Checkpoint> checkpoints,
        Map<OrderRef, OrderRecord> orders,
        List<Hold> holds) {

    /** Reads a ledger. */
    public static Books read(AccountStore store) {
        try (LedgerView view = store.view()) {
            return new Books(
                    view.accounts(Optional.empty(), Integer.MAX_VALUE),
                    view.journal(1, Integer.MAX_VALUE),
                    view.checkpoints(1, Integer.MAX_VALUE),
                    view.orders(1, Integer.MAX_VALUE).stream()
                            .collect(Collectors.toMap(OrderRecord::ref, Function.identity())),
                    view.holds(1, Integer.MAX_VALUE));
        }
    }

    /** The entry at a place of the journal. */
    Optional<JournalEntry> entry(long sequence) {
        boolean exists = sequence >= 1 && sequence <= entries.size();
        return exists ? Optional.of(entries.get(Math.toIntExact(sequence - 1))) : Optional.empty();
    }

    /** The signature over an entry, as a receipt shows it. */
    BatchSignature signature(JournalEntry entry) {
        Checkpoint checkpoint = checkpoints.get(Math.toIntExact(entry.proof().checkpoint() - 1));
        return new BatchSignature(
                checkpoint.signer(),
                Optional.of(checkpoint.previous()),
                checkpoint.treeSize(),
                entry.proof().leafIndex(),
                entry.proof().auditPath(),
                checkpoint.signature());
    }
}
