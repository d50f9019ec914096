package io.micropay.reference.client.text;

import io.micropay.keys.Fingerprint;
import io.micropay.model.AccountId;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import java.util.ArrayList;
import java.util.List;

/** Receipts for people: one line in a list, or everything that a receipt says. */
public final class ReceiptText {
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
        return Moments.of(outcome.settledAt()) + "  " + amounts.withCurrency(payment.amount())
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
        List<String> lines = new ArrayList<>();
        lines.add("Outcome:          " + outcome.status() + (outcome.isSettled() ? "" : " (nothing was paid)"));
        lines.add("Payer:            " + payment.payer());
        lines.add("Payee:            " + payment.payee());
        lines.add("Amount:           " + amounts.withCurrency(payment.amount()));
        payment.order()
                .order()
                .purpose()
                .ifPresent(purpose -> lines.add("For:              " + PurposeText.of(purpose)));
        lines.add("Order id:         " + payment.id());
        lines.add("Ordered at:       " + Moments.of(payment.order().order().issuedAt()));
        lines.add("Settled at:       " + Moments.of(outcome.settledAt()));
        lines.add("Journal sequence: " + outcome.sequence());
        lines.add("Server key:       "
                + new Fingerprint(payment.receipt().signature().signer()));
        return lines;
    }
}
