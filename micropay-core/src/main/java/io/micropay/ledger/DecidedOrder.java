package io.micropay.ledger;

import java.util.Objects;

/**
 * An order with its place in the journal and the checkpoint that signs it: all that its receipt is made of.
 *
 * @param order the order
 * @param sealed its journal entry, with the checkpoint
 * @since 0.1
 */
public record DecidedOrder(OrderRecord order, SealedEntry sealed) {
    /**
     * Checks that the two belong together.
     *
     * @param order the order
     * @param sealed its journal entry, with the checkpoint
     * @throws IllegalArgumentException if they do not
     */
    public DecidedOrder {
        Objects.requireNonNull(order, "order");
        if (order.sequence() != sealed.entry().sequence()) {
            throw new IllegalArgumentException("order and entry do not belong together: " + order.id());
        }
    }
}
