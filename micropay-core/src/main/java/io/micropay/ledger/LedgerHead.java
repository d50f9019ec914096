package io.micropay.ledger;

import java.util.Objects;
import java.util.Optional;

/**
 * Where the journal ends.
 *
 * @param lastSequence the sequence of the last entry; 0 in an empty journal
 * @param checkpoint the last checkpoint; empty in an empty journal
 * @since 0.1
 */
public record LedgerHead(long lastSequence, Optional<Checkpoint> checkpoint) {
    /** The head of an empty journal. */
    public static final LedgerHead EMPTY = new LedgerHead(0, Optional.empty());

    /**
     * Null-checks the checkpoint.
     *
     * @param lastSequence the sequence of the last entry; 0 in an empty journal
     * @param checkpoint the last checkpoint; empty in an empty journal
     */
    public LedgerHead {
        Objects.requireNonNull(checkpoint, "checkpoint");
    }
}
