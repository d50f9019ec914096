package io.micropay.ledger;

import java.util.Objects;

/**
 * A journal entry with the checkpoint that signs it.
 *
 * @param entry the entry
 * @param checkpoint its checkpoint
 * @since 0.1
 */
public record SealedEntry(JournalEntry entry, Checkpoint checkpoint) {
    /**
     * Checks that the two belong together.
     *
     * @param entry the entry
     * @param checkpoint its checkpoint
     * @throws IllegalArgumentException if they do not
     */
    public SealedEntry {
        Objects.requireNonNull(entry, "entry");
        Objects.requireNonNull(checkpoint, "checkpoint");
        if (entry.proof().checkpoint() != checkpoint.number()) {
            throw new IllegalArgumentException(
                    "entry " + entry.sequence() + " is not under checkpoint " + checkpoint.number());
        }
    }
}
