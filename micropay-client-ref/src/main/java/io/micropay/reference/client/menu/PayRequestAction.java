package io.micropay.reference.client.menu;

import io.micropay.PeerEndpoint;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.RequestRefusedException;
import io.micropay.model.PaymentLink;
import io.micropay.reference.client.screen.Decision;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.Invitation;
import io.micropay.reference.client.session.Session;
import io.micropay.reference.client.text.RequestText;
import java.util.List;

/** PAY: pays a request by its link. */
final class PayRequestAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final Transfers transfers;

    PayRequestAction(Screen screen, Session session, Transfers transfers) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.transfers = transfers;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        PeerEndpoint payer = session.member();
        PaymentLink link = questions.ask("Link: ", List.of(), PaymentLink::parse);
        try {
            Invitation.requirePayable(payer, link);
        } catch (OrderRejectedException | RequestRefusedException e) {
            screen.print("");
            screen.print(Style.BAD, "Cannot be paid: " + e.getMessage());
            return;
        }
        if (Decision.ifWanted(screen, RequestText.question(link, session.amounts()))) {
            transfers.carryOut(() -> payer.pay(link));
        } else {
            screen.print("Nothing was paid.");
        }
    }
}
