package io.micropay.model;

import java.time.Instant;
import java.util.Objects;

/**
 * How an order ended: settled or rejected, at which place of the journal, and when.
 *
 * @param orderId the order
 * @param orderDigest the SHA-256 digest of the order's signed statement
 * @param status {@link StatusCode#SETTLED} or a rejection; always {@linkplain StatusCode#isFinal() final}
 * @param sequence the place in the journal, counted from 1
 * @param settledAt the server's time, in whole milliseconds
 * @since 0.1
 */
public record Outcome(OrderId orderId, Digest orderDigest, StatusCode status, long sequence, Instant settledAt) {
    /**
     * Checks that the status is final and the sequence positive.
     *
     * @param orderId the order
     * @param orderDigest the SHA-256 digest of the order's signed statement
     * @param status {@link StatusCode#SETTLED} or a rejection; always {@linkplain StatusCode#isFinal() final}
     * @param sequence the place in the journal, counted from 1
     * @param settledAt the server's time, in whole milliseconds
     * @throws IllegalArgumentException if not
     */
    public Outcome {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(orderDigest, "orderDigest");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(settledAt, "settledAt");
        if (!status.isFinal()) {
            throw new IllegalArgumentException("not a final status: " + status);
        }
        if (sequence < 1) {
            throw new IllegalArgumentException("a journal sequence is 1 or more, not " + sequence);
        }
    }

    /**
     * Whether the order to pay moved the money.
     *
     * @return true if settled
     */
    public boolean isSettled() {
        return status == StatusCode.SETTLED;
    }

    /**
     * Whether the server did what the order asks for: moved the money, or set it aside.
     *
     * @return false if it was rejected
     */
    public boolean isAccepted() {
        return status == StatusCode.SETTLED || status == StatusCode.AUTHORIZED;
    }
}
