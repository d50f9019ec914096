package io.micropay.reference.client.classic;

import io.micropay.ClassicClient;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.menu.Action;
import io.micropay.reference.client.menu.Questions;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.ByteNames;
import java.util.List;

/** TRANSACTION: pays somebody who is online. */
final class ClassicTransactionAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final ClassicSession session;
    private final ClassicListAction list;

    ClassicTransactionAction(Screen screen, ClassicSession session, ClassicListAction list) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.list = list;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        ClassicClient payer = session.member();
        String payee = questions.ask("To: ", session.lastSeen(), ClassicRegisterAction::typedName);
        long amount = questions.amount("Amount of money to transfer: ", Amounts.SMALLEST_UNITS);
        if (pay(payer, payee, amount) && !session.isLost()) {
            screen.print("");
            screen.print("Renewing list after transaction...");
            list.run();
        }
    }

    /** Returns whether the list may have changed. */
    private boolean pay(ClassicClient payer, String payee, long amount) {
        try {
            payer.pay(ByteNames.sent(payee), amount);
            screen.print("");
            screen.print(Style.GOOD, "transfer OK");
            return true;
        } catch (OrderRejectedException e) {
            return rejected(e);
        } catch (OutcomeUnknownException e) {
            session.wordIsOut(true);
            screen.print("");
            screen.print(
                    Style.BAD,
                    List.of(
                            "THE OUTCOME OF THIS PAYMENT IS NOT KNOWN: "
                                    + ByteNames.shown(String.valueOf(e.getMessage())) + ".",
                            "The money may have moved. Compare your balance (3). There is nobody to ask.",
                            "To pay again, connect and log in again with 2."));
            return true;
        }
    }

    private boolean rejected(OrderRejectedException rejection) {
        switch (rejection.status()) {
            case PAYER_IS_PAYEE -> screen.print(Style.BAD, "Cannot transfer to yourself.");
            case UNKNOWN_PAYEE -> {
                screen.print(Style.BAD, "User not found.");
                screen.print(ByteNames.shown(
                        String.valueOf(rejection.getMessage()).replaceFirst("User not found: ", "") + "."));
            }
            case INSUFFICIENT_FUNDS -> failed("transfer FAIL due to bankruptcy");
            case TRANSFER_FAILED -> failed("transfer FAIL");
            default -> failed("transfer FAIL: " + ByteNames.shown(String.valueOf(rejection.getMessage())));
        }
        return rejection.status() == StatusCode.INSUFFICIENT_FUNDS || rejection.status() == StatusCode.TRANSFER_FAILED;
    }

    private void failed(String line) {
        screen.print("");
        screen.print(Style.BAD, line);
    }
}
