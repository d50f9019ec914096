package io.micropay.reference.client.menu;

import io.micropay.PeerEndpoint;
import io.micropay.error.MicropayException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Session;
import java.util.List;
import java.util.Optional;

/** Own orders of which nobody knows whether they were settled. The outbox keeps them, and a login settles what it can. */
final class UndecidedOrders implements Action {
    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final PaidReport report;

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
            askAbout(order.get());
        }
    }

    /** Asks about each order that is left after a login, for as long as the person wants to. Does nothing if there is none. */
    @Override
    public void run() throws EndOfInput {
        if (!session.awaitResumed()) {
            screen.print("Still asking the server about earlier payments; what became of them is told here.");
            return;
        }
        for (SignedOrder order : session.undecided()) {
            askAbout(order);
        }
    }

    private void askAbout(SignedOrder order) throws EndOfInput {
        boolean isDecided = false;
        while (!isDecided
                && questions.yes("Ask the server about order " + order.order().id() + " now? [Y/n] ")) {
            isDecided = resolve(order);
        }
        if (!isDecided) {
            screen.print("Order " + order.order().id() + " stays undecided. It is asked about at the next login (2),");
            screen.print("of this run or of a later one.");
        }
    }

    private boolean resolve(SignedOrder order) throws EndOfInput {
        try {
            boolean isUpToTheLogin = session.isLost() && session.undecided().contains(order);
            session.resumeIfLost();
            if (isUpToTheLogin && session.awaitResumed() && !session.undecided().contains(order)) {
                return true;
            }
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
