package io.micropay.reference.server.metrics;

import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerHead;
import java.time.Instant;
import java.util.List;

/**
 * What a look at the ledger has found.
 *
 * @param at when that was
 * @param head where the journal ends
 * @param latest its last entries, the newest first
 * @param openHolds how many holds are open
 * @param survey what all accounts come to, which may be older
 */
public record Look(Instant at, LedgerHead head, List<JournalEntry> latest, long openHolds, Survey survey) {
    /** Copies the list. */
    public Look {
        latest = List.copyOf(latest);
    }
}
