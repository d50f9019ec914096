package io.micropay.error;

import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order was rejected: no money moved, and none will by this order.
 *
 * @since 0.1
 */
public final class OrderRejectedException extends MicropayException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Payment payment;

    /**
     * Makes an exception for an order that never left this machine, so that nothing has to be proved.
     *
     * @param status why
     * @param message what was wrong, with which value, and what to do
     */
    public OrderRejectedException(StatusCode status, String message) {
        this(status, message, null);
    }

    /**
     * Makes an exception with a cause, for an order that never left this machine, so that nothing has to be proved.
     *
     * @param status why
     * @param message what was wrong, with which value, and what to do
     * @param cause what led to it, or null
     */
    public OrderRejectedException(StatusCode status, String message, @Nullable Throwable cause) {
        super(status, message, cause);
        this.payment = null;
    }

    /**
     * Makes an exception for an order that the server rejected for good.
     *
     * @param payment the order with the signed rejection
     * @param message what was wrong, with which value, and what to do
     */
    public OrderRejectedException(Payment payment, String message) {
        super(payment.receipt().outcome().status(), message);
        this.payment = payment;
    }

    /**
     * Makes an exception for an order that was refused and then voided, so that the receipt says nothing of the reason.
     *
     * @param payment the order with the receipt of its end
     * @param status why it was refused, in the word of whoever refused it: the server, or the payee
     * @param message what was wrong, with which value, and what to do
     */
    public OrderRejectedException(Payment payment, StatusCode status, String message) {
        super(status, message);
        this.payment = payment;
    }

    /**
     * The order with the server's signed rejection.
     *
     * @return empty if the order never left this machine, was one of the classic dialect, which signs nothing, or the
     *     exception was serialized
     */
    public Optional<Payment> payment() {
        return Optional.ofNullable(payment);
    }
}
