package io.micropay.reference.client.command;

import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import io.micropay.model.Purpose;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Payments in JSON: the same fields wherever there is one. */
final class PaymentFields {
    private PaymentFields() {}

    static void write(JsonGenerator json, Payment payment) {
        Outcome outcome = payment.receipt().outcome();
        json.writeStringProperty("order", payment.id().toString());
        json.writeStringProperty("payer", payment.payer().name());
        json.writeStringProperty("payee", payment.payee().name());
        json.writeNumberProperty("amount", payment.amount());
        json.writeNumberProperty("status", outcome.status().number());
        json.writeNumberProperty("sequence", outcome.sequence());
        json.writeStringProperty("at", outcome.settledAt().toString());
        Optional<Purpose> purpose = payment.order().order().purpose();
        writeOptional(json, "request", purpose.flatMap(PaymentFields::request));
        writeOptional(json, "refunds", purpose.flatMap(PaymentFields::refunded));
    }

    private static Optional<String> request(Purpose purpose) {
        return purpose instanceof Purpose.Requested requested
                ? Optional.of(requested.request().toString())
                : Optional.empty();
    }

    private static Optional<String> refunded(Purpose purpose) {
        return purpose instanceof Purpose.Refund refund
                ? Optional.of(refund.payment().toString())
                : Optional.empty();
    }

    /** A field that may be null. */
    static void writeOptional(JsonGenerator json, String name, Optional<String> value) {
        json.writeName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    /** A payment as whoever took part in it sees it. */
    static void write(JsonGenerator json, Payment payment, Optional<String> memo, Optional<Path> receipt) {
        write(json, payment);
        writeOptional(json, "memo", memo);
        writeOptional(json, "receipt", receipt.map(Path::toString));
    }
}
