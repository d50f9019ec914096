package io.micropay.internal.ledger;

import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.SessionGrant;
import java.time.Duration;
import java.time.Instant;

/** When an order may be settled. The server's clock decides; a payer's clock may be a little ahead of it. */
public final class Validity {
    /** How far a payer's clock may be ahead. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private Validity() {}

    /** Whether a moment lies within an order's validity, and that within the longest one. */
    public static boolean isValid(PaymentOrder order, Instant now) {
        Instant issued = order.issuedAt();
        Instant expires = order.expiresAt();
        return !issued.isAfter(now.plus(CLOCK_SKEW))
                && !expires.isBefore(now)
                && !expires.isBefore(issued)
                && !expires.isAfter(issued.plus(PaymentOrder.MAX_VALIDITY))
                && order.captureBy().map(by -> isHoldable(order, by)).orElse(true);
    }

    private static boolean isHoldable(PaymentOrder order, Instant captureBy) {
        return !captureBy.isBefore(order.expiresAt())
                && !captureBy.isAfter(order.issuedAt().plus(PaymentOrder.MAX_HOLD));
    }

    /** Whether a moment lies within a payment request's validity, and that within the longest one. */
    public static boolean isValid(PaymentRequest request, Instant now) {
        Instant issued = request.issuedAt();
        Instant expires = request.expiresAt();
        return !issued.isAfter(now.plus(CLOCK_SKEW))
                && !expires.isBefore(now)
                && !expires.isBefore(issued)
                && !expires.isAfter(issued.plus(PaymentRequest.MAX_VALIDITY));
    }

    /** Whether a grant stood behind a payment request when it was made. */
    public static boolean isGranted(PaymentRequest request, SessionGrant grant) {
        return grant.account().equals(request.payee())
                && grant.serverKey().equals(request.serverKey())
                && grant.covers(request.issuedAt());
    }

    /** Whether a grant stood behind an order for all of its validity, so that a stolen key dies with the grant. */
    public static boolean isGranted(PaymentOrder order, SessionGrant grant) {
        return grant.account().equals(order.payer())
                && grant.serverKey().equals(order.serverKey())
                && grant.covers(order.issuedAt())
                && grant.covers(order.expiresAt());
    }
}
