package io.micropay.model;

import java.util.Objects;

/**
 * What an order is for, beside moving money. A server settles at most one order for each purpose.
 *
 * @since 0.1
 */
public sealed interface Purpose {
    /**
     * The order pays a payment request of its payee.
     *
     * @param request the request's {@linkplain PaymentRequest#id id}
     * @since 0.1
     */
    record Requested(Digest request) implements Purpose {
        /**
         * Null-checks the id.
         *
         * @param request the request's {@linkplain PaymentRequest#id id}
         */
        public Requested {
            Objects.requireNonNull(request, "request");
        }
    }

    /**
     * The order gives back, in whole or in part, what its payee had paid to its payer.
     *
     * @param payment the id of the order that is given back, whose payer is the payee of this one
     * @since 0.1
     */
    record Refund(OrderId payment) implements Purpose {
        /**
         * Null-checks the id.
         *
         * @param payment the id of the order that is given back, whose payer is the payee of this one
         */
        public Refund {
            Objects.requireNonNull(payment, "payment");
        }
    }
}
