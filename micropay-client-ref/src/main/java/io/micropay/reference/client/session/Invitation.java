package io.micropay.reference.client.session;

import io.micropay.PeerEndpoint;
import io.micropay.error.OrderRejectedException;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.model.RequestState;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.text.Moments;

/** Looks at a link before anybody is asked whether to pay it. The server decides all the same. */
public final class Invitation {
    private Invitation() {}

    /**
     * Finds out whether an account can pay a link.
     *
     * @param payer who would pay
     * @param link the link
     * @throws OrderRejectedException if it cannot be paid; the message says why
     * @throws io.micropay.error.MicropayException if the link was altered or is for another server, or it could not be asked
     */
    public static void requirePayable(PeerEndpoint payer, PaymentLink link) {
        if (link.payee().folded().equals(payer.account().folded())) {
            throw new OrderRejectedException(
                    StatusCode.PAYER_IS_PAYEE, "this is your own request: give the link to whoever is to pay");
        }
        RequestState state = payer.requestState(link);
        switch (state.progress()) {
            case OPEN -> {}
            case PAID ->
                throw new OrderRejectedException(
                        StatusCode.REQUEST_PAID,
                        state.payment().map(Invitation::byYou).orElse("somebody has paid this request already"));
            case EXPIRED ->
                throw new OrderRejectedException(
                        StatusCode.REQUEST_EXPIRED,
                        "this request expired at " + Moments.of(state.request().expiresAt()) + "; ask " + link.payee()
                                + " for a new one");
        }
    }

    private static String byYou(Payment payment) {
        return "you have paid this request already, at "
                + Moments.of(payment.receipt().outcome().settledAt()) + " with order " + payment.id();
    }
}
