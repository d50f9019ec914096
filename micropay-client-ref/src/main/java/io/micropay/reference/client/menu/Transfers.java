package io.micropay.reference.client.menu;

import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Session;
import java.util.function.Supplier;

/** Carries out payments, tells what came of them, and shows the list that they have changed. */
final class Transfers {
    private final Screen screen;
    private final Session session;
    private final PaidReport report;
    private final UndecidedOrders undecided;
    private final ListAction list;

    Transfers(Screen screen, Session session, PaidReport report, UndecidedOrders undecided, ListAction list) {
        this.screen = screen;
        this.session = session;
        this.report = report;
        this.undecided = undecided;
        this.list = list;
    }

    void carryOut(Supplier<Payment> payment) throws EndOfInput {
        if (mayHaveChanged(payment) && !session.isLost()) {
            screen.print("");
            screen.print("Renewing list after transaction...");
            list.run();
        }
    }

    /** Returns whether the list may have changed. */
    private boolean mayHaveChanged(Supplier<Payment> payment) throws EndOfInput {
        try {
            report.settled(payment.get());
        } catch (OrderRejectedException e) {
            rejected(e);
            return !isUnknown(e);
        } catch (OutcomeUnknownException e) {
            undecided.add(e);
        } catch (MicropayException e) {
            failed("transfer FAIL: " + e.getMessage());
        }
        return true;
    }

    private void rejected(OrderRejectedException rejection) {
        if (isUnknown(rejection)) {
            screen.print(Style.BAD, "User not found.");
        } else if (rejection.status() == StatusCode.INSUFFICIENT_FUNDS) {
            failed("transfer FAIL due to bankruptcy");
        } else {
            failed("transfer FAIL: " + rejection.getMessage());
        }
    }

    /** Said by the server, before there was an order; not by a payee about an order. */
    private static boolean isUnknown(OrderRejectedException rejection) {
        return rejection.status() == StatusCode.UNKNOWN_PAYEE
                && rejection.payment().isEmpty();
    }

    private void failed(String line) {
        screen.print("");
        screen.print(Style.BAD, line);
    }
}
