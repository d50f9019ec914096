package io.micropay.reference.client.command;

import io.micropay.model.Payment;
import io.micropay.reference.client.text.Amounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What an account has just paid.
 *
 * @param verb what it did, such as {@code paid}
 * @param payment the order and its receipt
 * @param memo what it wrote
 * @param receipt the file, if it could be saved
 * @param amounts how to write the amount
 */
record OwnPayment(String verb, Payment payment, Optional<String> memo, Optional<Path> receipt, Amounts amounts)
        implements Result {
    /** Saves the receipt, and prints. */
    static void print(Visit visit, String verb, Payment payment, Optional<String> memo) {
        Optional<Path> receipt = visit.save(payment, payment.payer());
        visit.results().print(new OwnPayment(verb, payment, memo, receipt, visit.amounts()));
    }

    @Override
    public List<String> lines() {
        return List.of(verb + " " + amounts.withCurrency(payment.amount()) + " to " + payment.payee() + ", order "
                + payment.id() + ", receipt " + receipt.map(Path::toString).orElse("not saved"));
    }

    @Override
    public void writeFields(JsonGenerator json) {
        PaymentFields.write(json, payment, memo, receipt);
    }
}
