package io.micropay.examples;

import io.micropay.PeerEndpoint;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import java.time.Duration;
import java.util.Optional;

/** A bill: the shop hands out a link, the customer pays it whenever, and the shop looks who has paid and gives back. */
public final class PaymentByLink {
    private PaymentByLink() {}

    /** The bill, for a mail, a chat or a QR code. It can be paid once, for a week, also while the shop is closed. */
    public static String bill(PeerEndpoint shop, long amount, String what) {
        return shop.request(amount, what, Duration.ofDays(7)).uri();
    }

    /** The customer pays what the shop has signed, or nothing: a link that was altered is refused. */
    public static Payment pay(PeerEndpoint customer, String bill) {
        return customer.pay(PaymentLink.parse(bill));
    }

    /** Who has paid a bill, with a proof of it; empty as long as nobody has. */
    public static Optional<Payment> paid(PeerEndpoint shop, String bill) {
        return shop.requestState(PaymentLink.parse(bill)).payment();
    }

    /** Gives a payment back, once. The ledger lets nobody give back more than was received. */
    public static Payment takeBack(PeerEndpoint shop, Payment payment) {
        return shop.refund(payment.order().order().ref(), payment.amount());
    }
}
