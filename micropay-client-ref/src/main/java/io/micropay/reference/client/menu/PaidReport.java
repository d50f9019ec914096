package io.micropay.reference.client.menu;

import io.micropay.model.Payment;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import java.io.UncheckedIOException;

/** Tells that an own order was settled, and keeps its receipt. */
final class PaidReport {
    private final Screen screen;
    private final Home home;

    PaidReport(Screen screen, Home home) {
        this.screen = screen;
        this.home = home;
    }

    void settled(Payment payment) {
        screen.print("");
        screen.print(Style.GOOD, "transfer OK");
        screen.print("Receipt: order " + payment.id() + ", journal sequence "
                + payment.receipt().outcome().sequence());
        try {
            screen.print("Saved to " + home.receipts(payment.payer()).save(payment));
        } catch (UncheckedIOException e) {
            screen.print(Style.BAD, "The money has moved, but the receipt could not be saved: " + e.getMessage());
        }
    }
}
