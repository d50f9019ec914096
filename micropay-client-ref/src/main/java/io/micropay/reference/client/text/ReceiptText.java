package io.micropay.reference.client.text;

import io.micropay.keys.Fingerprint;
import io.micropay.model.AccountId;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Receipts for people: one line in a list, or everything that a receipt says. */
public final class ReceiptText {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT).withZone(ZoneId.systemDefault());

    private ReceiptText() {}

    /**
     * One line, seen from one of the two accounts.
     *
     * @param payment the order and its receipt
     * @param own whose receipt it is
     * @param amounts how to write the amount
     * @return such as {@code 2026-11-22 22:18:33 +01:00  $2000 to bob (#17)}
     */
    public static String line(Payment payment, AccountId own, Amounts amounts) {
        boolean isPayer = payment.payer().folded().equals(own.folded());
        Outcome outcome = payment.receipt().outcome();
        return MOMENT.format(outcome.settledAt()) + "  " + amounts.withCurrency(payment.amount())
                + (isPayer ? " to " + payment.payee() : " from " + payment.payer())
                + " (#" + outcome.sequence() + ")" + (outcome.isSettled() ? "" : ", NOT PAID");
    }

    /**
     * Everything, one fact a line.
     *
     * @param payment the order and its receipt
     * @param amounts how to write the amount
     * @return the lines
     */
    public static List<String> lines(Payment payment, Amounts amounts) {
        Outcome outcome = payment.receipt().outcome();
        return List.of(
                "Outcome:          " + outcome.status() + (outcome.isSettled() ? "" : " (nothing was paid)"),
                "Payer:            " + payment.payer(),
                "Payee:            " + payment.payee(),
                "Amount:           " + amounts.withCurrency(payment.amount()),
                "Order id:         " + payment.id(),
                "Ordered at:       " + MOMENT.format(payment.order().order().issuedAt()),
                "Settled at:       " + MOMENT.format(outcome.settledAt()),
                "Journal sequence: " + outcome.sequence(),
                "Server key:       "
                        + new Fingerprint(payment.receipt().signature().signer()));
    }
}
