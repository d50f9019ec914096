package io.micropay.reference.client.menu;

import io.micropay.PeerEndpoint;
import io.micropay.error.MicropayException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Own orders of which nobody knows whether they were settled. They are asked about until somebody does. */
final class UndecidedOrders implements Action {
    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final PaidReport report;
    private final Map<String, SignedOrder> orders = new LinkedHashMap<>();

    UndecidedOrders(Screen screen, Session session, PaidReport report) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.report = report;
    }

    /** Tells of an order without outcome, and offers to ask for it. */
    void add(OutcomeUnknownException unknown) throws EndOfInput {
        screen.print("");
        screen.print(
                Style.BAD,
                List.of(
                        "THE OUTCOME OF THIS PAYMENT IS NOT KNOWN: " + unknown.getMessage() + ".",
                        "The money may have moved, once at the most. Do not pay again."));
        Optional<SignedOrder> order = unknown.order();
        if (order.isPresent()) {
            orders.put(order.get().order().id().toString(), order.get());
            run();
        }
    }

    /** Asks about each order, for as long as the person wants to. Does nothing if there is none. */
    @Override
    public void run() throws EndOfInput {
        for (SignedOrder order : List.copyOf(orders.values())) {
            boolean isDecided = false;
            while (!isDecided
                    && questions.yes(
                            "Ask the server about order " + order.order().id() + " now? [Y/n] ")) {
                isDecided = resolve(order);
            }
            if (isDecided) {
                orders.remove(order.order().id().toString());
            } else {
                screen.print("Order " + order.order().id() + " stays undecided. It is asked about after the next");
                screen.print("login of this session (2).");
            }
        }
    }

    private boolean resolve(SignedOrder order) throws EndOfInput {
        try {
            session.resumeIfLost();
            PeerEndpoint endpoint = session.member();
            Optional<Payment> payment = endpoint.status(order);
            if (payment.isEmpty()
                    && questions.yes("The server has not decided it. Void it, so that it never settles? [Y/n] ")) {
                payment = Optional.of(endpoint.voidOrder(order));
            }
            payment.ifPresent(this::decided);
            return payment.isPresent();
        } catch (MicropayException e) {
            screen.print(Style.BAD, "Still not known: " + e.getMessage());
            return false;
        }
    }

    private void decided(Payment payment) {
        if (payment.receipt().outcome().isSettled()) {
            report.settled(payment);
        } else {
            screen.print(
                    Style.BAD,
                    "transfer FAIL: " + payment.receipt().outcome().status().text());
            screen.print("Nothing was paid by this order, and nothing will be.");
        }
    }
}
