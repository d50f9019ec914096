package io.micropay;

import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.error.StoreException;
import io.micropay.internal.session.PeerSession;
import io.micropay.model.AccountId;
import io.micropay.model.HoldOutcome;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.RequestState;
import io.micropay.model.SignedOrder;
import io.micropay.model.Statement;
import java.time.Duration;
import java.util.List;
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
     * @throws OutcomeUnknownException if the server could not be asked; do not pay anew, but {@link #status ask}. The order
     *     stays in the outbox
     * @throws StoreException if the outbox could not keep the order, which therefore never left this machine
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
     * @throws OutcomeUnknownException if the server could not be asked; do not pay anew, but {@link #status ask}. The order
     *     stays in the outbox
     * @throws StoreException if the outbox could not keep the order, which therefore never left this machine
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
     * Asks for money: makes a request that anybody with the link can pay, once, until a time. The server keeps it; this account
     * need not be online when it is paid.
     *
     * @param amount in the ledger's smallest unit, above zero
     * @param validity how long it can be paid, from now; at most {@link PaymentRequest#MAX_VALIDITY}
     * @return the link, to be given to whoever is to pay. Keep it: {@link #requestState} asks with it
     * @throws IllegalArgumentException if amount or validity are out of bounds
     * @throws MicropayException if the server did not keep the request; nobody can pay it then
     */
    public PaymentLink request(long amount, Duration validity) {
        return session.requests().make(amount, Optional.empty(), validity);
    }

    /**
     * Asks for money, and says what for. Who has the link can read the memo, and the server cannot.
     *
     * @param amount in the ledger's smallest unit, above zero
     * @param memo 1 to 512 bytes of UTF-8
     * @param validity how long it can be paid, from now; at most {@link PaymentRequest#MAX_VALIDITY}
     * @return the link, to be given to whoever is to pay. Keep it: {@link #requestState} asks with it
     * @throws IllegalArgumentException if amount, memo or validity are out of bounds
     * @throws MicropayException if the server did not keep the request; nobody can pay it then
     */
    public PaymentLink request(long amount, String memo, Duration validity) {
        return session.requests().make(amount, Optional.of(memo), validity);
    }

    /**
     * The twin of {@link #request(long, String, Duration)}.
     *
     * @param amount in the ledger's smallest unit, above zero
     * @param memo 1 to 512 bytes of UTF-8
     * @param validity how long it can be paid, from now
     * @return completes with the link
     */
    public CompletableFuture<PaymentLink> requestAsync(long amount, String memo, Duration validity) {
        return CompletableFuture.supplyAsync(() -> request(amount, memo, validity), threads);
    }

    /**
     * Asks what a link is for and how it stands. For payers, before they pay, and for payees, to see who has paid.
     *
     * @param link a link of this account's or of anybody's at this server
     * @return what the payee has signed, which is what the link says, and how it stands
     * @throws io.micropay.error.RequestRefusedException if the payee has made no such request here, or the link was altered
     * @throws io.micropay.error.AuthenticationException if what the server said does not verify, or the payee's key is not the
     *     one that was known
     * @throws MicropayException of any other kind if the server did not answer
     */
    public RequestState requestState(PaymentLink link) {
        Objects.requireNonNull(link, "link");
        return session.requests().state(link);
    }

    /**
     * The twin of {@link #requestState}.
     *
     * @param link a link of this account's or of anybody's at this server
     * @return completes with the answer
     */
    public CompletableFuture<RequestState> requestStateAsync(PaymentLink link) {
        return CompletableFuture.supplyAsync(() -> requestState(link), threads);
    }

    /**
     * Pays what a payee has asked for, exactly, and waits for the receipt. The payee need not be online. However many pay one
     * request at once, one order settles.
     *
     * @param link the payee's link
     * @return the order with the receipt of its settlement, which is durable
     * @throws OrderRejectedException if no money moved, and none will by this order: there is no such request here, it is
     *     {@linkplain io.micropay.model.StatusCode#REQUEST_PAID paid} or
     *     {@linkplain io.micropay.model.StatusCode#REQUEST_EXPIRED expired}, or the link was altered, among others
     * @throws OutcomeUnknownException if the server could not be asked; do not pay anew, but {@link #status ask}. The order
     *     stays in the outbox
     * @throws MicropayException of any other kind as {@link #pay(AccountId, long)}
     */
    public Payment pay(PaymentLink link) {
        Objects.requireNonNull(link, "link");
        return session.payer().pay(link);
    }

    /**
     * The twin of {@link #pay(PaymentLink)}.
     *
     * @param link the payee's link
     * @return completes with the settled payment
     */
    public CompletableFuture<Payment> payAsync(PaymentLink link) {
        return CompletableFuture.supplyAsync(() -> pay(link), threads);
    }

    /**
     * Gives back a payment that this account has received, in whole or in part, to whoever made it. A payment is refunded at
     * most once, and with no more than was received: the ledger sees to it. The other need not be online if this client knows
     * its account key: it does after a payment straight from the other, and after {@link #requestState} told that the other has
     * paid. One that is online may decline, as with every payment.
     *
     * @param payment the order that paid this account: {@link PaymentOrder#ref()}
     * @param amount in the ledger's smallest unit, above zero
     * @return the order with the receipt of its settlement, which is durable
     * @throws OrderRejectedException if no money moved, and none will by this order: this account has
     *     {@linkplain io.micropay.model.StatusCode#REFUND_UNKNOWN not received} such a payment,
     *     {@linkplain io.micropay.model.StatusCode#REFUND_EXCEEDED less} of it, or has
     *     {@linkplain io.micropay.model.StatusCode#REFUNDED refunded} it before, among others
     * @throws OutcomeUnknownException if the server could not be asked; do not refund anew, but {@link #status ask}
     * @throws MicropayException of any other kind as {@link #pay(AccountId, long)}
     */
    public Payment refund(OrderRef payment, long amount) {
        Objects.requireNonNull(payment, "payment");
        return session.payer().refund(payment, amount, Optional.empty());
    }

    /**
     * The twin of {@link #refund}.
     *
     * @param payment the order that paid this account
     * @param amount in the ledger's smallest unit, above zero
     * @return completes with the settled payment
     */
    public CompletableFuture<Payment> refundAsync(OrderRef payment, long amount) {
        return CompletableFuture.supplyAsync(() -> refund(payment, amount), threads);
    }

    /**
     * Own orders in the outbox whose end is not known, and which no payment of this endpoint is waiting for. After
     * {@link #resumed} these are the ones for which the server could not be asked, and those of payments that have failed
     * with {@link OutcomeUnknownException} since. {@link #voidOrder} ends each of them.
     *
     * @return orders of this account at this server, the oldest first
     * @throws StoreException if the outbox cannot be read, or something in it is no order
     */
    public List<SignedOrder> undecided() {
        return session.undecided();
    }

    /**
     * Whether what an earlier run had left in the outbox has been looked after. At login each such order is asked about in
     * the background, and ended if the server has not decided it; {@link io.micropay.event.PeerListener#orderResolved}
     * tells the outcomes. Payments need not wait for it.
     *
     * @return completes, never exceptionally, once that is done or was in vain: {@link #undecided} has what is left
     */
    public CompletableFuture<Void> resumed() {
        return session.resumed();
    }

    /**
     * Asks the server what became of an order. One that has ended leaves the outbox.
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
     * Ends an order for ever, unless it was settled before. It leaves the outbox.
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

    /**
     * Sets money aside for a payee, who may take it, once and in whole or in part, until a time; what is not taken is free
     * again. Only the payee can end a hold before that time.
     *
     * @param payee for whom; has to be online
     * @param amount in the ledger's smallest unit, above zero
     * @param captureWithin how long the payee has, from now; at least {@link PaymentOrder#DEFAULT_VALIDITY}, at most
     *     {@link PaymentOrder#MAX_HOLD}
     * @return the order with its receipt, whose status is {@link io.micropay.model.StatusCode#AUTHORIZED}
     * @throws IllegalArgumentException if {@code captureWithin} is out of bounds
     * @throws OrderRejectedException if nothing was set aside, and nothing will by this order
     * @throws OutcomeUnknownException if the server could not be asked; do not authorize anew, but {@link #status ask}
     * @throws MicropayException of any other kind as {@link #pay(AccountId, long)}
     */
    public Payment authorize(AccountId payee, long amount, Duration captureWithin) {
        Objects.requireNonNull(payee, "payee");
        return session.payer().authorize(payee, amount, captureWithin);
    }

    /**
     * The twin of {@link #authorize}.
     *
     * @param payee for whom; has to be online
     * @param amount in the ledger's smallest unit, above zero
     * @param captureWithin how long the payee has, from now
     * @return completes with the order and its receipt
     */
    public CompletableFuture<Payment> authorizeAsync(AccountId payee, long amount, Duration captureWithin) {
        return CompletableFuture.supplyAsync(() -> authorize(payee, amount, captureWithin), threads);
    }

    /**
     * Takes from a hold whose payee this account is. Ends the hold: the rest is the payer's again. Capturing the same amount
     * again gives the same receipt, so that a call whose answer was lost can be repeated.
     *
     * @param hold the order that set the money aside
     * @param amount in the ledger's smallest unit, above zero and at most what is held
     * @return the outcome with its receipt
     * @throws IllegalArgumentException if {@code amount} is not above zero
     * @throws io.micropay.error.RequestRefusedException if nothing was taken: the hold is not for this account, has ended
     *     otherwise, is of less, or one of the accounts is frozen or closed
     * @throws MicropayException of any other kind if the server did not answer; ask with {@link #holdOutcome}, or repeat
     */
    public HoldOutcome capture(SignedOrder hold, long amount) {
        Objects.requireNonNull(hold, "hold");
        if (amount <= 0) {
            throw new IllegalArgumentException("the amount must be above zero, not " + amount);
        }
        return session.holds().end(hold, amount);
    }

    /**
     * The twin of {@link #capture}.
     *
     * @param hold the order that set the money aside
     * @param amount in the ledger's smallest unit, above zero and at most what is held
     * @return completes with the outcome
     */
    public CompletableFuture<HoldOutcome> captureAsync(SignedOrder hold, long amount) {
        return CompletableFuture.supplyAsync(() -> capture(hold, amount), threads);
    }

    /**
     * Gives up a hold whose payee this account is: all of it is the payer's again. Releasing again gives the same receipt.
     *
     * @param hold the order that set the money aside
     * @return the outcome with its receipt
     * @throws io.micropay.error.RequestRefusedException if the hold is not for this account, or has ended otherwise
     * @throws MicropayException of any other kind if the server did not answer; ask with {@link #holdOutcome}, or repeat
     */
    public HoldOutcome release(SignedOrder hold) {
        Objects.requireNonNull(hold, "hold");
        return session.holds().end(hold, 0);
    }

    /**
     * The twin of {@link #release}.
     *
     * @param hold the order that set the money aside
     * @return completes with the outcome
     */
    public CompletableFuture<HoldOutcome> releaseAsync(SignedOrder hold) {
        return CompletableFuture.supplyAsync(() -> release(hold), threads);
    }

    /**
     * Asks how a hold ended. For its payer and its payee.
     *
     * @param hold the order that set the money aside
     * @return the outcome with its receipt; empty while the hold is open
     * @throws io.micropay.error.RequestRefusedException if there is no such hold of or for this account
     * @throws MicropayException of any other kind if the server did not answer
     */
    public Optional<HoldOutcome> holdOutcome(SignedOrder hold) {
        Objects.requireNonNull(hold, "hold");
        return session.holds().outcome(hold);
    }

    /**
     * The twin of {@link #holdOutcome}.
     *
     * @param hold the order that set the money aside
     * @return completes with the answer
     */
    public CompletableFuture<Optional<HoldOutcome>> holdOutcomeAsync(SignedOrder hold) {
        return CompletableFuture.supplyAsync(() -> holdOutcome(hold), threads);
    }

    /**
     * The newest lines of this account's statement.
     *
     * @param limit how many lines at the most, 1 to 256
     * @return balance and lines, the newest first
     * @throws IllegalArgumentException if {@code limit} is out of bounds
     * @throws MicropayException if the server did not answer
     */
    public Statement statement(int limit) {
        return statementBefore(0, limit);
    }

    /**
     * The lines of this account's statement before one that is known. Pages neither overlap nor leave anything out, whatever
     * is paid in the meantime.
     *
     * @param sequence the sequence of a line of this account's statement; 0 for the newest lines
     * @param limit how many lines at the most, 1 to 256
     * @return the balance now, and the lines, the newest first; none if there is nothing before
     * @throws IllegalArgumentException if {@code limit} is out of bounds
     * @throws MicropayException if the server did not answer
     */
    public Statement statementBefore(long sequence, int limit) {
        return session.statement(sequence, limit);
    }

    /**
     * The twin of {@link #statementBefore}.
     *
     * @param sequence the sequence of a line of this account's statement; 0 for the newest lines
     * @param limit how many lines at the most, 1 to 256
     * @return completes with the page
     */
    public CompletableFuture<Statement> statementBeforeAsync(long sequence, int limit) {
        return CompletableFuture.supplyAsync(() -> statementBefore(sequence, limit), threads);
    }

    /** Takes no more offers. The account stays logged in until the client closes, which closes this too. Idempotent. */
    @Override
    public void close() {
        session.close();
    }
}
