package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;
import java.util.Objects;
import java.util.Optional;

/**
 * A decided order, as the bytes that its payer signed. Never changed once committed.
 *
 * @param id the order
 * @param digest the SHA-256 digest of its statement
 * @param payer who signed
 * @param payee who was to be paid; empty if the payer voided an order that the server had never seen
 * @param status how it ended
 * @param sequence its entry in the journal
 * @param request the signed order, or the signed void request, in the encoding of the protocol
 * @since 0.1
 */
public record OrderRecord(
        OrderId id,
        Digest digest,
        AccountId payer,
        Optional<AccountId> payee,
        StatusCode status,
        long sequence,
        Bytes request) {
    /**
     * Null-checks every component.
     *
     * @param id the order
     * @param digest the SHA-256 digest of its statement
     * @param payer who signed
     * @param payee who was to be paid; empty if the payer voided an order that the server had never seen
     * @param status how it ended
     * @param sequence its entry in the journal
     * @param request the signed order, or the signed void request, in the encoding of the protocol
     */
    public OrderRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(payer, "payer");
        Objects.requireNonNull(payee, "payee");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(request, "request");
    }

    /**
     * What names the order: the key of this row.
     *
     * @return payer and id
     */
    public OrderRef ref() {
        return new OrderRef(payer, id);
    }
}
