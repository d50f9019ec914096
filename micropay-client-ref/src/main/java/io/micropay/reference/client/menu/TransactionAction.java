package io.micropay.reference.client.menu;

import io.micropay.PeerEndpoint;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.Session;
import java.util.Optional;

/** TRANSACTION: pays somebody who is online. */
final class TransactionAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final PaidReport report;
    private final UndecidedOrders undecided;
    private final ListAction list;

    TransactionAction(Screen screen, Session session, PaidReport report, UndecidedOrders undecided, ListAction list) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.report = report;
        this.undecided = undecided;
        this.list = list;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        PeerEndpoint payer = session.member();
        AccountId payee = questions.account("To: ", session.lastSeen());
        long amount = questions.amount("Amount of money to transfer: ", session.amounts());
        if (payee.folded().equals(payer.account().folded())) {
            screen.print(Style.BAD, "Cannot transfer to yourself.");
            return;
        }
        Optional<String> memo = questions.memo("Memo (only the payee can read it; Enter for none): ");
        if (pay(payer, payee, amount, memo) && !session.isLost()) {
            screen.print("");
            screen.print("Renewing list after transaction...");
            list.run();
        }
    }

    /** Returns whether the list may have changed. */
    private boolean pay(PeerEndpoint payer, AccountId payee, long amount, Optional<String> memo) throws EndOfInput {
        try {
            Payment payment = memo.isPresent() ? payer.pay(payee, amount, memo.get()) : payer.pay(payee, amount);
            report.settled(payment);
        } catch (OrderRejectedException e) {
            rejected(e);
            return e.status() != StatusCode.UNKNOWN_PAYEE;
        } catch (OutcomeUnknownException e) {
            undecided.add(e);
        } catch (MicropayException e) {
            failed("transfer FAIL: " + e.getMessage());
        }
        return true;
    }

    private void rejected(OrderRejectedException rejection) {
        switch (rejection.status()) {
            case INSUFFICIENT_FUNDS -> failed("transfer FAIL due to bankruptcy");
            case UNKNOWN_PAYEE -> screen.print(Style.BAD, "User not found.");
            default -> failed("transfer FAIL: " + rejection.getMessage());
        }
    }

    private void failed(String line) {
        screen.print("");
        screen.print(Style.BAD, line);
    }
}
