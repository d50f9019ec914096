package io.micropay.internal.ledger;

import io.micropay.internal.crypto.Sha256;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentOrder;
import io.micropay.model.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The keys of claims. Each names the account that its claim is about, so that nobody can take up a key of another's. */
public final class ClaimKeys {
    private ClaimKeys() {}

    /** Of a payment request. */
    public static Digest ofRequest(AccountId payee, Digest request) {
        return digest("request/" + request + "/" + payee);
    }

    /** Of the refund of a payment. */
    public static Digest ofRefund(OrderRef payment) {
        return digest("refund/" + payment);
    }

    /** Of what an order is for; empty if it just pays, or sets money aside. */
    public static Optional<Digest> of(PaymentOrder order) {
        return order.purpose()
                .map(purpose -> purpose instanceof Purpose.Requested requested
                        ? ofRequest(order.payee(), requested.request())
                        : ofRefund(refunded(order, (Purpose.Refund) purpose)));
    }

    /** The payment that an order gives back; empty if it is no refund. */
    static Optional<OrderRef> refunded(PaymentOrder order) {
        return order.purpose()
                .filter(Purpose.Refund.class::isInstance)
                .map(purpose -> refunded(order, (Purpose.Refund) purpose));
    }

    private static OrderRef refunded(PaymentOrder order, Purpose.Refund refund) {
        return new OrderRef(order.payee(), refund.payment());
    }

    private static Digest digest(String name) {
        return Sha256.digest(Bytes.of(name.getBytes(StandardCharsets.US_ASCII)));
    }
}
