package io.micropay.reference.client.text;

import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.model.RequestState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Payment requests for people. */
public final class RequestText {
    private RequestText() {}

    /**
     * How much, and what for.
     *
     * @param link the link
     * @param amounts how to write the amount
     * @return such as {@code $250 for "coffee"}, or {@code $250}
     */
    public static String wish(PaymentLink link, Amounts amounts) {
        return amounts.withCurrency(link.amount()) + reason(link);
    }

    /**
     * What has to be answered before a request is paid.
     *
     * @param link the link
     * @param amounts how to write the amount
     * @return such as {@code Pay $250 to bob for "coffee"? [y/N] }
     */
    public static String question(PaymentLink link, Amounts amounts) {
        return "Pay " + amounts.withCurrency(link.amount()) + " to " + link.payee() + reason(link) + "? [y/N] ";
    }

    private static String reason(PaymentLink link) {
        return link.memo().map(memo -> " for \"" + memo + "\"").orElse("");
    }

    /**
     * A request in a list: how it stands, and below what can be done about it.
     *
     * @param link the link
     * @param state what the server has of it; empty if it has nothing
     * @param amounts how to write the amount
     * @return one line or two
     */
    public static List<String> lines(PaymentLink link, Optional<RequestState> state, Amounts amounts) {
        String wish = wish(link, amounts) + "  ";
        if (state.isEmpty()) {
            return List.of(wish + "not known to this server");
        }
        String first = wish + progress(state.get());
        return switch (state.get().progress()) {
            case OPEN -> List.of(first, "  " + link.uri());
            case EXPIRED -> List.of(first);
            case PAID ->
                Stream.concat(
                                Stream.of(first),
                                state.get().payment().stream().map(payment -> "  order " + payment.id()))
                        .toList();
        };
    }

    /**
     * How a request stands.
     *
     * @param state what the server has of it
     * @return such as {@code open until 2026-11-23 22:18:33 +01:00}
     */
    public static String progress(RequestState state) {
        String deadline = Moments.of(state.request().expiresAt());
        return switch (state.progress()) {
            case OPEN -> "open until " + deadline;
            case EXPIRED -> "expired at " + deadline;
            case PAID -> state.payment().map(RequestText::paid).orElse("paid by somebody");
        };
    }

    private static String paid(Payment payment) {
        return "paid by " + payment.payer() + " at "
                + Moments.of(payment.receipt().outcome().settledAt());
    }
}
