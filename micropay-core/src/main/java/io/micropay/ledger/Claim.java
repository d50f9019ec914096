package io.micropay.ledger;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.OrderRef;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that may be paid once: a payment request, or the refund of a payment. Once it is settled it stays as it is.
 *
 * @param key what names the claim, which payer and payee can work out: the key of this row
 * @param request the payee's signed payment request, in the encoding of the protocol; no bytes for a refund
 * @param settledBy the order that settled it; empty while none has
 * @since 0.1
 */
public record Claim(Digest key, Bytes request, Optional<OrderRef> settledBy) {
    /**
     * Null-checks every component.
     *
     * @param key what names the claim, which payer and payee can work out: the key of this row
     * @param request the payee's signed payment request, in the encoding of the protocol; no bytes for a refund
     * @param settledBy the order that settled it; empty while none has
     */
    public Claim {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(settledBy, "settledBy");
    }

    /**
     * The same claim, settled.
     *
     * @param order the order that settles it
     * @return the settled claim
     */
    public Claim settled(OrderRef order) {
        return new Claim(key, request, Optional.of(order));
    }
}
