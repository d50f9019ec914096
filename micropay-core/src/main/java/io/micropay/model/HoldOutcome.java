package io.micropay.model;

import java.util.Objects;

/**
 * How a hold ended, with the server's receipt for it.
 *
 * @param hold the order that set the money aside
 * @param captured how much the payee took, in the ledger's smallest unit; zero if the hold was released or expired. The
 *     rest is the payer's again
 * @param receipt the receipt; its status is {@link StatusCode#CAPTURED}, {@link StatusCode#RELEASED} or
 *     {@link StatusCode#HOLD_EXPIRED}
 * @since 0.1
 */
public record HoldOutcome(OrderRef hold, long captured, Receipt receipt) {
    /**
     * Null-checks both.
     *
     * @param hold the order that set the money aside
     * @param captured how much the payee took, in the ledger's smallest unit; zero if the hold was released or expired.
     *     The rest is the payer's again
     * @param receipt the receipt; its status is {@link StatusCode#CAPTURED}, {@link StatusCode#RELEASED} or
     *     {@link StatusCode#HOLD_EXPIRED}
     */
    public HoldOutcome {
        Objects.requireNonNull(hold, "hold");
        Objects.requireNonNull(receipt, "receipt");
    }
}
