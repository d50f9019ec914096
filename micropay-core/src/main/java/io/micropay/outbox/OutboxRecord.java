package io.micropay.outbox;

import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import java.util.Optional;

/**
 * One line of the log.
 *
 * @param order which order
 * @param content what was added; empty if the order has ended
 */
record OutboxRecord(OrderRef order, Optional<Bytes> content) {
    static OutboxRecord added(OutboxEntry entry) {
        return new OutboxRecord(entry.order(), Optional.of(entry.content()));
    }

    static OutboxRecord ended(OrderRef order) {
        return new OutboxRecord(order, Optional.empty());
    }

    boolean isAdded() {
        return content.isPresent();
    }
}
