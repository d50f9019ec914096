package io.micropay.ledger;

import java.util.Objects;

/**
 * An order with its place in the journal and the checkpoint that signs it: all that its receipt is made of.
 *
 * @param order the order
 * @param entry its journal entry
 * @param checkpoint the checkpoint of the entry
 * @since 0.1
 */
public record DecidedOrder(OrderRecord order, JournalEntry entry, Checkpoint checkpoint) {
    /**
     * Checks that the three belong together.
     *
     * @param order the order
     * @param entry its journal entry
     * @param checkpoint the checkpoint of the entry
     * @throws IllegalArgumentException if they do not
     */
    public DecidedOrder {
        Objects.requireNonNull(checkpoint, "checkpoint");
        if (order.sequence() != entry.sequence() || entry.checkpoint() != checkpoint.number()) {
            throw new IllegalArgumentException("order, entry and checkpoint do not belong together: " + order.id());
        }
    }
}
