package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Status;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.model.Payment;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Settles the orders that another session has left in the outbox: asks about them, many at a time, and voids those that the
 * server has not decided. Stops when the server cannot be asked; what is left stays in the outbox.
 */
final class Resumption implements Runnable {
    private static final Logger LOG = System.getLogger(Resumption.class.getName());

    private final PeerSession session;
    private final List<SignedOrder> orders;

    Resumption(PeerSession session, List<SignedOrder> orders) {
        this.session = session;
        this.orders = orders;
    }

    private record Question(SignedOrder order, CompletableFuture<Message> reply) {}

    @Override
    public void run() {
        try {
            for (int from = 0; from < orders.size(); from += ClientMessage.MAX_STATUS_IDS) {
                int to = Math.min(orders.size(), from + ClientMessage.MAX_STATUS_IDS);
                end(undecided(orders.subList(from, to)));
            }
        } catch (MicropayException e) {
            LOG.log(Level.WARNING, "orders in the outbox stay undecided: " + e.getMessage());
        }
    }

    /** Those that the server has not decided. */
    private List<SignedOrder> undecided(List<SignedOrder> some) {
        List<OrderResult> results = results(session.client()
                .request(new Status(
                        some.stream().map(order -> order.order().ref()).toList())));
        if (results.size() != some.size()) {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "not one result for each order");
        }
        List<SignedOrder> undecided = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Optional<Receipt> receipt = results.get(i).receipt();
            if (receipt.isPresent()) {
                conclude(some.get(i), receipt.get());
            } else {
                undecided.add(some.get(i));
            }
        }
        return undecided;
    }

    /** Asks for all of them before it waits for the first. */
    private void end(List<SignedOrder> undecided) {
        List<Question> questions = undecided.stream()
                .map(order -> new Question(
                        order, session.client().request(session.payer().voidRequest(order))))
                .toList();
        for (Question question : questions) {
            try {
                results(question.reply).stream()
                        .map(OrderResult::receipt)
                        .flatMap(Optional::stream)
                        .forEach(receipt -> conclude(question.order, receipt));
            } catch (RequestRefusedException e) {
                LOG.log(Level.WARNING, "order " + question.order.order().id() + " stays undecided: " + e.getMessage());
            }
        }
    }

    private List<OrderResult> results(CompletableFuture<Message> reply) {
        return ClientEngine.expect(Results.class, session.client().await(reply)).results();
    }

    private void conclude(SignedOrder order, Receipt receipt) {
        Payment payment;
        try {
            payment = session.payer().pending().verified(order, receipt);
        } catch (AuthenticationException e) {
            LOG.log(
                    Level.WARNING,
                    "what the server sent for order " + order.order().id() + " is no receipt",
                    e);
            return;
        }
        session.sentOrders().forget(order);
        Callbacks.run(() -> session.client().listener().orderResolved(payment));
    }
}
