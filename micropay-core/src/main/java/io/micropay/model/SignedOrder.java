package io.micropay.model;

import java.util.Objects;

/**
 * An order together with the bytes that the payer signed and the signature.
 *
 * <p>The statement is what counts: it is verified as it was sent and never encoded anew. Whoever makes an instance
 * vouches that {@code order} is what {@code statement} decodes to; Micropay's own decoder and verifier check it.
 *
 * @param order the decoded order
 * @param statement the signed bytes
 * @param signature the payer's signature, by the session key that the payer's grant names
 * @since 0.1
 */
public record SignedOrder(PaymentOrder order, Bytes statement, BatchSignature signature) {
    /**
     * Null-checks every component.
     *
     * @param order the decoded order
     * @param statement the signed bytes
     * @param signature the payer's signature, by the session key that the payer's grant names
     */
    public SignedOrder {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(signature, "signature");
    }

    /** The one-line text form of the order; the signature is left out. */
    @Override
    public String toString() {
        return order.toString();
    }
}
