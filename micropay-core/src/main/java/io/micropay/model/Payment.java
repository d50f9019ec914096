package io.micropay.model;

import java.util.Objects;

/**
 * A decided order: what the payer signed and what the server answered. This is what payer and payee keep, and what a
 * receipt file holds.
 *
 * @param order the order as its payer signed it
 * @param receipt the server's receipt for it
 * @since 0.1
 */
public record Payment(SignedOrder order, Receipt receipt) {
    /**
     * Checks that the receipt is for the order.
     *
     * @param order the order as its payer signed it
     * @param receipt the server's receipt for it
     * @throws IllegalArgumentException if the receipt names another order
     */
    public Payment {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(receipt, "receipt");
        if (!receipt.outcome().orderId().equals(order.order().id())) {
            throw new IllegalArgumentException("the receipt is for another order");
        }
    }

    /**
     * The payer.
     *
     * @return who pays
     */
    public AccountId payer() {
        return order.order().payer();
    }

    /**
     * The payee.
     *
     * @return who is paid
     */
    public AccountId payee() {
        return order.order().payee();
    }

    /**
     * The amount.
     *
     * @return the amount in the ledger's smallest unit
     */
    public long amount() {
        return order.order().amount();
    }

    /**
     * The identity of the order.
     *
     * @return the order id
     */
    public OrderId id() {
        return order.order().id();
    }
}
