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

    /**
     * The order to ask about.
     *
     * @return empty only if the exception was serialized
     */
    public Optional<SignedOrder> order() {
        return Optional.ofNullable(order);
    }
}
