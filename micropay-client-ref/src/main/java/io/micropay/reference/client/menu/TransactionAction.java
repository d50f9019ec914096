package io.micropay.reference.client.menu;

import io.micropay.PeerEndpoint;
import io.micropay.model.AccountId;
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
    private final Transfers transfers;

    TransactionAction(Screen screen, Session session, Transfers transfers) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.transfers = transfers;
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
        transfers.carryOut(() -> memo.isPresent() ? payer.pay(payee, amount, memo.get()) : payer.pay(payee, amount));
    }
}
