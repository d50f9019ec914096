package io.micropay.model;

import java.util.Objects;
import java.util.Optional;

/**
 * How a payment request stands.
 *
 * @param request what the payee has signed; the signature is verified
 * @param progress whether it can be paid
 * @param payment the order that paid it, with its receipt: to payer and payee of that order; empty to anybody else, and as
 *     long as it is not paid
 * @since 0.1
 */
public record RequestState(PaymentRequest request, Progress progress, Optional<Payment> payment) {
    /**
     * Null-checks every component.
     *
     * @param request what the payee has signed; the signature is verified
     * @param progress whether it can be paid
     * @param payment the order that paid it, with its receipt: to payer and payee of that order; empty to anybody else, and as
     *     long as it is not paid
     */
    public RequestState {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(payment, "payment");
    }

    /**
     * Whether a request can be paid.
     *
     * @since 0.1
     */
    public enum Progress {
        /** Nobody has paid it yet, and its time is not over. */
        OPEN,
        /** It is paid. Final. */
        PAID,
        /** Nobody has paid it in time, by the server's clock. */
        EXPIRED
    }
}
