package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.model.OrderId;
import io.micropay.model.Payment;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The orders whose outcome somebody waits for. Receipts come from the server, from the payee or by asking, in any order
 * and several times; the first that verifies counts.
 */
final class PendingPayments {
    private final Credentials credentials;
    private final PublicKeyHandle server;
    private final Map<OrderId, Pending> waiting = new ConcurrentHashMap<>();

    private record Pending(SignedOrder order, CompletableFuture<Payment> outcome) {}

    PendingPayments(Credentials credentials, PublicKeyHandle server) {
        this.credentials = credentials;
        this.server = server;
    }

    /** Starts to wait for a receipt. */
    CompletableFuture<Payment> await(SignedOrder order) {
        Pending pending = new Pending(order, new CompletableFuture<>());
        waiting.put(order.order().id(), pending);
        return pending.outcome;
    }

    boolean isAwaited(SignedOrder order) {
        return waiting.containsKey(order.order().id());
    }

    void forget(SignedOrder order) {
        waiting.remove(order.order().id());
    }

    /** Takes a receipt from anywhere; one that nobody waits for, or that does not verify, is passed over. */
    void deliver(Receipt receipt) {
        Pending pending = waiting.get(receipt.outcome().orderId());
        if (pending != null) {
            try {
                pending.outcome.complete(verified(pending.order, receipt));
            } catch (AuthenticationException e) {
                // Not the server's word on this order: go on waiting for it.
            }
        }
    }

    /**
     * A payment, once its receipt verifies.
     *
     * @throws AuthenticationException if it does not
     */
    Payment verified(SignedOrder order, Receipt receipt) {
        credentials.verify(receipt, order, server);
        return new Payment(order, receipt);
    }
}
