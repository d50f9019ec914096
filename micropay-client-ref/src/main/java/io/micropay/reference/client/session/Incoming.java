package io.micropay.reference.client.session;

import io.micropay.event.PeerListener;
import io.micropay.event.Traffic;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.Purpose;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.home.KeptLink;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.text.Moments;
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
        Optional<Purpose> purpose = payment.order().order().purpose();
        Optional<KeptLink> request = purpose.flatMap(known -> made(payment.payee(), known));
        purpose.ifPresent(known -> lines.add("  " + meaning(known, request)));
        // What one has asked for oneself need not be told twice.
        memo.filter(text -> request.flatMap(kept -> kept.link().memo())
                        .filter(text::equals)
                        .isEmpty())
                .ifPresent(text -> lines.add("  Memo: " + text));
        try {
            home.receipts(payment.payee()).save(payment);
        } catch (UncheckedIOException e) {
            lines.add("  The money is yours, but its receipt could not be saved: " + e.getMessage());
        }
        lines.add("");
        screen.print(Style.NOTICE, lines);
    }

    private static String meaning(Purpose purpose, Optional<KeptLink> request) {
        if (purpose instanceof Purpose.Refund refund) {
            return "It gives back what you paid with order " + refund.payment() + ".";
        }
        return request.map(kept -> "It pays your request of " + Moments.of(kept.madeAt())
                        + kept.link()
                                .memo()
                                .map(memo -> " for \"" + memo + "\"")
                                .orElse("") + ".")
                .orElse("It pays a request of yours that was not made here.");
    }

    /** What cannot be read must not keep anybody from hearing of the money. */
    private Optional<KeptLink> made(AccountId payee, Purpose purpose) {
        if (!(purpose instanceof Purpose.Requested requested)) {
            return Optional.empty();
        }
        try {
            return home.requests(session.serverKey(), payee).find(requested.request());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
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
