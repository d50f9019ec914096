package io.micropay.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What was verified, row by row, when an audit found a ledger to hold.
 *
 * @param entries the journal entries; also the sequence of the last one
 * @param orders the decided orders, operator's acts among them
 * @param checkpoints the checkpoints; also the number of the last one
 * @param accounts the accounts, the issuance account among them
 * @param holds the holds, open and ended
 * @param credentials the credentials
 * @param head the digest of the last checkpoint, to be remembered for the next audit; empty if there is none
 * @param elapsed how long it took
 * @since 0.1
 */
public record AuditReport(
        long entries,
        long orders,
        long checkpoints,
        long accounts,
        long holds,
        long credentials,
        Optional<Digest> head,
        Duration elapsed) {
    /**
     * Null-checks head and time.
     *
     * @param entries the journal entries; also the sequence of the last one
     * @param orders the decided orders, operator's acts among them
     * @param checkpoints the checkpoints; also the number of the last one
     * @param accounts the accounts, the issuance account among them
     * @param holds the holds, open and ended
     * @param credentials the credentials
     * @param head the digest of the last checkpoint, to be remembered for the next audit; empty if there is none
     * @param elapsed how long it took
     */
    public AuditReport {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(elapsed, "elapsed");
    }
}
