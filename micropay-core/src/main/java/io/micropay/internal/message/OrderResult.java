package io.micropay.internal.message;

import io.micropay.model.OrderId;
import io.micropay.model.Receipt;
import io.micropay.model.StatusCode;
import java.util.Optional;

/**
 * What the server says of one order: its receipt, or why there is none.
 *
 * @param order the order
 * @param status the receipt's status; without a receipt, why the order was refused and forgotten, or that it is unknown
 * @param receipt the receipt, if the order is decided
 */
public record OrderResult(OrderId order, StatusCode status, Optional<Receipt> receipt) {
    /** Checks that order and status are those of the receipt, and that what is final has one. */
    public OrderResult {
        if (receipt.isPresent()
                && !(receipt.get().outcome().orderId().equals(order)
                        && receipt.get().outcome().status() == status)) {
            throw new IllegalArgumentException("the receipt says something else than " + order + ": " + status);
        }
        if (receipt.isEmpty() && status.isFinal()) {
            throw new IllegalArgumentException("a final status has a receipt: " + status);
        }
    }

    /** An order that is decided. */
    public static OrderResult decided(Receipt receipt) {
        return new OrderResult(receipt.outcome().orderId(), receipt.outcome().status(), Optional.of(receipt));
    }

    /** An order that is not decided. */
    public static OrderResult undecided(OrderId order, StatusCode status) {
        return new OrderResult(order, status, Optional.empty());
    }
}
