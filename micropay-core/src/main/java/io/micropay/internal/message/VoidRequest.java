package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;

/**
 * What a payer signs to end an order that has not settled.
 *
 * @param serverKey the only server for which it holds
 * @param order the order
 * @param orderDigest the SHA-256 digest of the order's statement
 * @param payer the payer of the order, who signs this too
 */
public record VoidRequest(KeyId serverKey, OrderId order, Digest orderDigest, AccountId payer) {
    /** What names the order in a ledger. */
    public OrderRef ref() {
        return new OrderRef(payer, order);
    }
}
