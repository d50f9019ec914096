package io.micropay.reference.client.session;

import io.micropay.event.PeerListener;
import io.micropay.event.Traffic;
import io.micropay.model.Payment;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells what happens without being asked for, and saves the receipts that come with it. Called by the connection's threads.
 * What the end of the connection means is for whoever extends this to say.
 */
public class Incoming implements PeerListener {
    private final Screen screen;
    private final Session session;
    private final Home home;
    private final MessageTrace trace;

    /**
     * Tells on a screen.
     *
     * @param screen where
     * @param session the conversation, for how amounts are written
     * @param options where receipts go, and whether each message is printed
     */
    public Incoming(Screen screen, Session session, ClientOptions options) {
        this.screen = screen;
        this.session = session;
        this.home = options.home();
        this.trace = new MessageTrace(screen, options.verbose());
    }

    @Override
    public void waiting(int ahead) {
        screen.progress("waiting for a place: " + ahead + " ahead of you");
    }

    @Override
    public void paymentReceived(Payment payment, Optional<String> memo) {
        List<String> lines = new ArrayList<>();
        lines.add("[Notification] " + payment.payer() + " just sent you "
                + session.amounts().withCurrency(payment.amount()) + "!");
        memo.ifPresent(text -> lines.add("  Memo: " + text));
        try {
            home.receipts(payment.payee()).save(payment);
        } catch (UncheckedIOException e) {
            lines.add("  The money is yours, but its receipt could not be saved: " + e.getMessage());
        }
        lines.add("");
        screen.print(Style.NOTICE, lines);
    }

    @Override
    public void orderResolved(Payment payment) {
        boolean isSettled = payment.receipt().outcome().isSettled();
        List<String> lines = new ArrayList<>();
        lines.add("[Notification] The payment of " + session.amounts().withCurrency(payment.amount()) + " to "
                + payment.payee() + " that was interrupted: "
                + (isSettled ? "settled." : "was not settled and never will be."));
        lines.add("  Order " + payment.id() + ", "
                + StatusText.of(payment.receipt().outcome().status()));
        if (isSettled) {
            try {
                lines.add("  Saved to " + home.receipts(payment.payer()).save(payment));
            } catch (UncheckedIOException e) {
                lines.add("  The money has moved, but the receipt could not be saved: " + e.getMessage());
            }
        }
        lines.add("");
        screen.print(Style.VERDICT, lines);
    }

    @Override
    public void sent(Traffic message) {
        trace.tell("sent", message);
    }

    @Override
    public void received(Traffic message) {
        trace.tell("received", message);
    }
}
