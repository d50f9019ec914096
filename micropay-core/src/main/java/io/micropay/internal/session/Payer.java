package io.micropay.internal.session;

import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.Sealing;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.crypto.SigningQueue;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Status;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.PeerMessage.Declined;
import io.micropay.internal.message.PeerMessage.Delivered;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.internal.message.Statements;
import io.micropay.internal.message.VoidRequest;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.Offer;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.Receipt;
import io.micropay.model.RequestState;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Pays: signs an order, offers it to the payee, and does not rest until its outcome is known or cannot be.
 *
 * <p>Once an order has left this machine only a receipt ends it. Where the payee's word is missing or is no receipt, the
 * server is asked to void the order: that gives the receipt of the settlement, or makes the order's end final.
 */
public final class Payer implements AutoCloseable {
    private final PeerSession session;
    private final PendingPayments pending;
    private final SigningQueue orderSigner;
    private final BatchSigner voidSigner;
    private final Sealing sealing;
    private final Routes routes;

    Payer(PeerSession session) {
        KeyMaterial sessionKeys = session.client().settings().sessionKeys();
        this.session = session;
        this.pending = new PendingPayments(session.credentials(), session.serverKey());
        this.orderSigner = new SigningQueue(new BatchSigner(sessionKeys, SigningContext.ORDER));
        this.voidSigner = new BatchSigner(sessionKeys, SigningContext.VOID);
        this.routes = new Routes(session);
        this.sealing = new Sealing(session.client().settings().random());
    }

    PendingPayments pending() {
        return pending;
    }

    /**
     * Pays, and waits for the outcome.
     *
     * @return the settled payment
     * @throws OrderRejectedException if no money moved, and none will
     * @throws OutcomeUnknownException if the server could not be asked
     * @throws io.micropay.error.StoreException if the order could not be kept, and so has not left
     */
    public Payment pay(AccountId payee, long amount, Optional<String> memo) {
        return carryOut(Instruction.pay(payee, amount, memo));
    }

    /** Sets an amount aside for a payee, and waits for the outcome. */
    public Payment authorize(AccountId payee, long amount, Duration captureWithin) {
        boolean isWithin = captureWithin.compareTo(PaymentOrder.DEFAULT_VALIDITY) >= 0
                && captureWithin.compareTo(PaymentOrder.MAX_HOLD) <= 0;
        if (!isWithin) {
            throw new IllegalArgumentException("a hold is for " + PaymentOrder.DEFAULT_VALIDITY + " to "
                    + PaymentOrder.MAX_HOLD + ", not " + captureWithin);
        }
        return carryOut(Instruction.hold(payee, amount, captureWithin));
    }

    /** Pays what a payee asks for, and waits for the outcome; the payee need not be online. */
    public Payment pay(PaymentLink link) {
        RequestState state;
        try {
            state = session.requests().state(link);
        } catch (RequestRefusedException e) {
            throw new OrderRejectedException(e.status(), String.valueOf(e.getMessage()));
        }
        StatusCode refusal = switch (state.progress()) {
            case OPEN -> StatusCode.OK;
            case PAID -> StatusCode.REQUEST_PAID;
            case EXPIRED -> StatusCode.REQUEST_EXPIRED;
        };
        if (refusal != StatusCode.OK) {
            throw new OrderRejectedException(refusal, refusal.text());
        }
        PaymentRequest request = state.request();
        return carryOut(Instruction.settle(
                request.payee(),
                request.amount(),
                link.memo(),
                new Purpose.Requested(request.id()),
                Optional.of(request.payeeKey())));
    }

    /** Gives back what this account was paid, in whole or in part, and waits for the outcome. */
    public Payment refund(OrderRef payment, long amount, Optional<String> memo) {
        return carryOut(Instruction.settle(
                payment.payer(), amount, memo, new Purpose.Refund(payment.id()), session.knownKey(payment.payer())));
    }

    private Payment carryOut(Instruction wish) {
        requireSense(wish);
        PayeeRoute route = routes.to(wish.payee(), wish.agreed());
        Bytes sealedMemo = seal(route, wish);
        if (wish.captureWithin().isPresent() && route.sealingKey().isEmpty()) {
            throw withoutKey(route, "capture what is held for it");
        }
        SignedOrder order = sign(route, wish, sealedMemo);
        CompletableFuture<Payment> outcome = pending.await(order);
        try {
            session.sentOrders().keep(order);
            return settledOrThrow(await(route, order, sealedMemo, outcome), "");
        } finally {
            pending.forget(order);
        }
    }

    private void requireSense(Instruction wish) {
        if (wish.payee().folded().equals(session.account().folded())) {
            throw new OrderRejectedException(StatusCode.PAYER_IS_PAYEE, "you cannot pay yourself");
        }
        if (wish.amount() <= 0) {
            throw new OrderRejectedException(
                    StatusCode.AMOUNT_NOT_POSITIVE, "the amount must be above zero, not " + wish.amount());
        }
        int size = wish.memo()
                .map(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .orElse(0);
        if (size > Offer.MAX_MEMO_BYTES) {
            throw new OrderRejectedException(
                    StatusCode.MALFORMED, "a memo has at most " + Offer.MAX_MEMO_BYTES + " bytes, not " + size);
        }
    }

    private Bytes seal(PayeeRoute route, Instruction wish) {
        Optional<String> memo = wish.memo().filter(text -> route.sealingKey().isPresent() || !wish.isMemoKnown());
        if (memo.isEmpty()) {
            return Bytes.EMPTY;
        }
        PublicKeyHandle key = route.sealingKey().orElseThrow(() -> withoutKey(route, "read memos"));
        return sealing.seal(key, Bytes.of(memo.get().getBytes(StandardCharsets.UTF_8)));
    }

    private static OrderRejectedException withoutKey(PayeeRoute route, String what) {
        return new OrderRejectedException(
                StatusCode.DECLINED,
                route.payee() + " has no key of its own yet and cannot " + what + "; a plain payment works");
    }

    private SignedOrder sign(PayeeRoute route, Instruction wish, Bytes sealedMemo) {
        Instant now = session.now();
        PaymentOrder order = new PaymentOrder(
                session.serverKey().id(),
                OrderId.next(
                        session.client().settings().clock(),
                        session.client().settings().random()),
                session.account(),
                route.payee(),
                route.payeeKey(),
                wish.amount(),
                now,
                now.plus(PaymentOrder.DEFAULT_VALIDITY),
                sealedMemo.size() == 0 ? Digest.NONE : Sha256.digest(sealedMemo),
                wish.captureWithin().map(now::plus),
                wish.purpose());
        Bytes statement = Statements.encode(order);
        return new SignedOrder(order, statement, orderSigner.sign(statement));
    }

    /** Waits for a receipt, by whichever way it comes; in doubt, asks the server. */
    private Payment await(PayeeRoute route, SignedOrder order, Bytes sealedMemo, CompletableFuture<Payment> outcome) {
        CompletableFuture<Message> reply = route.offer(order, sealedMemo).thenApply(message -> {
            if (message instanceof Delivered delivered) {
                pending.deliver(delivered.receipt());
            }
            return message;
        });
        long patience = session.client().settings().timeout().toMillis();
        try {
            CompletableFuture.anyOf(outcome, reply)
                    .orTimeout(patience, TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            return resolve(order, "the link to " + route.payee() + " broke");
        }
        if (outcome.isDone()) {
            session.sentOrders().forget(order);
            return outcome.join();
        }
        Message word = reply.join();
        if (word instanceof Delivered) {
            return resolve(order, "what " + route.payee() + " sent is no receipt");
        }
        return word instanceof Declined declined ? resolve(order, declined) : resolve(order, word.text());
    }

    /** A refusal is the reason, of which the receipt of the voiding says nothing. */
    private Payment resolve(SignedOrder order, Declined refusal) {
        Payment payment = endUnsettled(order);
        if (payment.receipt().outcome().status() == StatusCode.VOIDED) {
            // The word of the payee, who may say what it likes, but not that it was paid.
            StatusCode status = refusal.status().isRefusal() ? refusal.status() : StatusCode.DECLINED;
            throw new OrderRejectedException(
                    payment, status, refusal.reason() + "; the order was voided, nothing was paid");
        }
        return settledOrThrow(payment, refusal.reason());
    }

    /** The final outcome from the server: voids what has not settled. */
    private Payment resolve(SignedOrder order, String why) {
        Payment payment = endUnsettled(order);
        return settledOrThrow(payment, why);
    }

    private static Payment settledOrThrow(Payment payment, String why) {
        if (payment.receipt().outcome().isAccepted()) {
            return payment;
        }
        String text = payment.receipt().outcome().status().text();
        throw new OrderRejectedException(payment, why.isEmpty() ? text : why + "; " + text + ", nothing was paid");
    }

    /**
     * Ends an order that has not settled, for ever.
     *
     * @return the order with its receipt, settled or voided
     * @throws OutcomeUnknownException if the server could not be asked
     */
    public Payment endUnsettled(SignedOrder order) {
        return receiptFrom(order, voidRequest(order))
                .orElseThrow(() -> new OutcomeUnknownException(order, "the server gave no final answer", null));
    }

    Message voidRequest(SignedOrder order) {
        VoidRequest request = new VoidRequest(
                session.serverKey().id(), order.order().id(), Sha256.digest(order.statement()), session.account());
        Bytes statement = Statements.encode(request);
        return new ClientMessage.VoidOrder(request, statement, voidSigner.sign(statement));
    }

    /**
     * Asks what became of an order.
     *
     * @return the order with its receipt; empty if the server has not decided it
     * @throws OutcomeUnknownException if the server could not be asked
     */
    public Optional<Payment> status(SignedOrder order) {
        return receiptFrom(order, new Status(List.of(order.order().ref())));
    }

    private Optional<Payment> receiptFrom(SignedOrder order, Message question) {
        try {
            Results results =
                    ClientEngine.expect(Results.class, session.client().ask(question));
            Optional<Receipt> receipt = results.results().stream()
                    .filter(result -> result.order().equals(order.order().id()))
                    .map(OrderResult::receipt)
                    .flatMap(Optional::stream)
                    .findFirst();
            Optional<Payment> payment = receipt.map(found -> pending.verified(order, found));
            payment.ifPresent(ended -> session.sentOrders().forget(order));
            return payment;
        } catch (MicropayException e) {
            // A receipt that does not verify is no answer either.
            throw new OutcomeUnknownException(
                    order,
                    "whether order " + order.order().id() + " was settled is not known yet (" + e.getMessage()
                            + "); ask again with the same order",
                    e);
        }
    }

    @Override
    public void close() {
        routes.close();
    }
}
