package io.micropay.outbox;

import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import java.util.Objects;

/**
 * One signed order as an outbox keeps it. For a table in a database, {@code (payer, id)} is the primary key and the
 * content one more column.
 *
 * @param order its name
 * @param content the order and its signature, encoded; not secret, but nobody else's business
 * @since 0.1
 */
public record OutboxEntry(OrderRef order, Bytes content) {
    /** The longest content, in bytes; a signed order has about a tenth of it. */
    public static final int MAX_CONTENT_BYTES = 8192;

    /**
     * Checks the size of the content.
     *
     * @param order its name
     * @param content the order and its signature, encoded; not secret, but nobody else's business
     * @throws IllegalArgumentException if the content is empty or longer than {@link #MAX_CONTENT_BYTES}
     */
    public OutboxEntry {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(content, "content");
        if (content.size() == 0 || content.size() > MAX_CONTENT_BYTES) {
            throw new IllegalArgumentException(
                    "an entry has 1 to " + MAX_CONTENT_BYTES + " bytes, not " + content.size());
        }
    }

    /** The name of the order; the content is left out. */
    @Override
    public String toString() {
        return order.toString();
    }
}
