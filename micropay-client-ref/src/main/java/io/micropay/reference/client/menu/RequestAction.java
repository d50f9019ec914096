package io.micropay.reference.client.menu;

import io.micropay.PeerEndpoint;
import io.micropay.model.PaymentLink;
import io.micropay.model.PaymentRequest;
import io.micropay.model.RequestState;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.home.KeptLink;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.Session;
import io.micropay.reference.client.text.QrCode;
import io.micropay.reference.client.text.RequestText;
import io.micropay.reference.client.text.Spans;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** REQUEST: asks for money, with a link to be handed on and a code to be scanned. */
final class RequestAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final Home home;

    RequestAction(Screen screen, Session session, Home home) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.home = home;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        PeerEndpoint payee = session.member();
        long amount = questions.amount("Amount of money to ask for: ", session.amounts());
        Optional<String> memo = questions.memo("What for (whoever has the link can read it; Enter for nothing): ");
        Duration validity = questions.askOrTake(
                "How long can it be paid, such as 30m, 12h or 7d (Enter for 1d): ",
                PaymentRequest.DEFAULT_VALIDITY,
                Spans::parse);
        PaymentLink link =
                memo.isPresent() ? payee.request(amount, memo.get(), validity) : payee.request(amount, validity);
        show(payee, link, payee.requestState(link));
    }

    private void show(PeerEndpoint payee, PaymentLink link, RequestState state) {
        screen.print("");
        screen.print(Style.GOOD, "request OK");
        screen.print(RequestText.wish(link, session.amounts()) + ", " + RequestText.progress(state)
                + ". Give this link to whoever is to pay:");
        screen.print(Style.PLAIN, List.of("", link.uri(), ""));
        try {
            home.requests(session.serverKey(), payee.account())
                    .add(new KeptLink(state.request().issuedAt(), link));
        } catch (UncheckedIOException e) {
            screen.print(Style.BAD, "Its link could not be kept here, note it down: " + e.getMessage());
        }
        screen.show(QrCode.of(link.uri()));
    }
}
