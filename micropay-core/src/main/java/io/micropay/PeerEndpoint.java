package io.micropay;

import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.internal.session.PeerSession;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * An account that is online: pays others, and is paid by them.
 *
 * <p>A payment goes straight to the payee, who hands it to the server; only the server's signed receipt ends it. Each
 * method that waits has a twin that returns a {@link CompletableFuture}. Safe for use by several threads, which makes
 * payments faster: orders that are signed at the same time share a signature.
 *
 * <p>Incoming payments are told to the {@link io.micropay.event.PeerListener} of the client.
 *
 * @since 0.1
 */
public final class PeerEndpoint implements AutoCloseable {
    private final PeerSession session;
    private final Executor threads;

    PeerEndpoint(PeerSession session, Executor threads) {
        this.session = session;
        this.threads = threads;
    }

    /**
     * Whose endpoint this is.
     *
     * @return the account that is logged in
     */
    public AccountId account() {
        return session.account();
    }

    /**
     * Where others connect to.
     *
     * @return the port, never 0
     */
    public int port() {
        return session.port();
    }

    /**
     * Pays, and waits for the receipt.
     *
     * @param payee who is paid; has to be online
     * @param amount in the ledger's smallest unit, above zero
     * @return the order with the receipt of its settlement, which is durable
     * @throws OrderRejectedException if no money moved, and none will by this order
     * @throws OutcomeUnknownException if the server could not be asked; do not pay anew, but {@link #status ask}
     * @throws MicropayException of any other kind if the payee is not who it should be, or the connection to it or to the
     *     server did not come about; the order never left this machine
     */
    public Payment pay(AccountId payee, long amount) {
        Objects.requireNonNull(payee, "payee");
        return session.payer().pay(payee, amount, Optional.empty());
    }

    /**
     * Pays with a memo that only the payee can read, and waits for the receipt.
     *
     * @param payee who is paid; has to be online
     * @param amount in the ledger's smallest unit, above zero
     * @param memo at most 512 bytes of UTF-8
     * @return the order with the receipt of its settlement, which is durable
     * @throws OrderRejectedException if no money moved, and none will by this order
     * @throws OutcomeUnknownException if the server could not be asked; do not pay anew, but {@link #status ask}
     * @throws MicropayException of any other kind if the payee is not who it should be, or the connection to it or to the
     *     server did not come about; the order never left this machine
     */
    public Payment pay(AccountId payee, long amount, String memo) {
        Objects.requireNonNull(payee, "payee");
        return session.payer().pay(payee, amount, Optional.of(memo));
    }

    /**
     * The twin of {@link #pay(AccountId, long)}.
     *
     * @param payee who is paid; has to be online
     * @param amount in the ledger's smallest unit, above zero
     * @return completes with the settled payment
     */
    public CompletableFuture<Payment> payAsync(AccountId payee, long amount) {
        return CompletableFuture.supplyAsync(() -> pay(payee, amount), threads);
    }

    /**
     * The twin of {@link #pay(AccountId, long, String)}.
     *
     * @param payee who is paid; has to be online
     * @param amount in the ledger's smallest unit, above zero
     * @param memo at most 512 bytes of UTF-8
     * @return completes with the settled payment
     */
    public CompletableFuture<Payment> payAsync(AccountId payee, long amount, String memo) {
        return CompletableFuture.supplyAsync(() -> pay(payee, amount, memo), threads);
    }

    /**
     * Asks the server what became of an order.
     *
     * @param order an order of this account, or one that was to pay it
     * @return the order with its receipt, settled or rejected; empty if the server has not decided it
     * @throws OutcomeUnknownException if the server could not be asked
     */
    public Optional<Payment> status(SignedOrder order) {
        Objects.requireNonNull(order, "order");
        return session.payer().status(order);
    }

    /**
     * The twin of {@link #status}.
     *
     * @param order an order of this account, or one that was to pay it
     * @return completes with the answer
     */
    public CompletableFuture<Optional<Payment>> statusAsync(SignedOrder order) {
        return CompletableFuture.supplyAsync(() -> status(order), threads);
    }

    /**
     * Ends an order for ever, unless it was settled before.
     *
     * @param order an order of this account
     * @return the order with its receipt: settled if it was settled before, otherwise voided
     * @throws OutcomeUnknownException if the server could not be asked
     */
    public Payment voidOrder(SignedOrder order) {
        Objects.requireNonNull(order, "order");
        return session.payer().endUnsettled(order);
    }

    /**
     * The twin of {@link #voidOrder}.
     *
     * @param order an order of this account
     * @return completes with the final outcome
     */
    public CompletableFuture<Payment> voidOrderAsync(SignedOrder order) {
        return CompletableFuture.supplyAsync(() -> voidOrder(order), threads);
    }

    /** Takes no more offers. The account stays logged in until the client closes, which closes this too. Idempotent. */
    @Override
    public void close() {
        session.close();
    }
}
