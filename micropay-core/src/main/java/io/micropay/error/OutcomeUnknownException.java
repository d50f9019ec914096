package io.micropay.error;

import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an order was settled is not known yet. Money may or may not have moved, once at the most.
 *
 * <p>Do not pay again with a new order: ask with the order of this exception, or void it. Either gives the final answer
 * as soon as the server can be reached, however much later.
 *
 * <p>In the classic dialect there is no order to ask with, and no way to ask: {@link #order} is empty then, and all that is
 * left is to compare the balance.
 *
 * @since 0.1
 */
public final class OutcomeUnknownException extends MicropayException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable SignedOrder order;

    /**
     * Makes an exception.
     *
     * @param order the order to ask about
     * @param message what happened
     * @param cause what led to it, or null
     */
    public OutcomeUnknownException(SignedOrder order, String message, @Nullable Throwable cause) {
        super(StatusCode.DISCONNECTED, message, cause);
        this.order = Objects.requireNonNull(order, "order");
    }

    private OutcomeUnknownException(String message, @Nullable Throwable cause) {
        super(StatusCode.DISCONNECTED, message, cause);
        this.order = null;
    }

    /**
     * Makes an exception for a payment in the classic dialect, in which payments are not told apart.
     *
     * @param message what happened, and what to do
     * @param cause what led to it, or null
     * @return the exception, without an order
     */
    public static OutcomeUnknownException withoutOrder(String message, @Nullable Throwable cause) {
        return new OutcomeUnknownException(message, cause);
    }

    /**
     * The order to ask about.
     *
     * @return empty if the payment was one of the classic dialect, or the exception was serialized
     */
    public Optional<SignedOrder> order() {
        return Optional.ofNullable(order);
    }
}
