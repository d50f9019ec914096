package io.micropay.reference.client.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Payments in JSON: the same fields wherever there is one. */
final class PaymentFields {
    private PaymentFields() {}

    static void write(JsonGenerator json, Payment payment) throws IOException {
        Outcome outcome = payment.receipt().outcome();
        json.writeStringField("order", payment.id().toString());
        json.writeStringField("payer", payment.payer().name());
        json.writeStringField("payee", payment.payee().name());
        json.writeNumberField("amount", payment.amount());
        json.writeNumberField("status", outcome.status().number());
        json.writeNumberField("sequence", outcome.sequence());
        json.writeStringField("at", outcome.settledAt().toString());
    }

    /** A field that may be null. */
    static void writeOptional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    /** A payment as whoever took part in it sees it. */
    static void write(JsonGenerator json, Payment payment, Optional<String> memo, Optional<Path> receipt)
            throws IOException {
        write(json, payment);
        writeOptional(json, "memo", memo);
        writeOptional(json, "receipt", receipt.map(Path::toString));
    }
}
