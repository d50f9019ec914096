package io.micropay.reference.client.command;

import io.micropay.model.PaymentLink;
import io.micropay.model.PaymentRequest;
import io.micropay.model.RequestState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Payment requests in JSON: the same fields wherever there is one. */
final class RequestFields {
    private RequestFields() {}

    /** With no state, the server has no such request. */
    static void write(JsonGenerator json, PaymentLink link, Optional<RequestState> state) {
        Optional<PaymentRequest> request = state.map(RequestState::request);
        json.writeStringProperty("link", link.uri());
        json.writeStringProperty("payee", link.payee().name());
        json.writeNumberProperty("amount", link.amount());
        PaymentFields.writeOptional(json, "memo", link.memo());
        PaymentFields.writeOptional(
                json, "request", request.map(known -> known.id().toString()));
        PaymentFields.writeOptional(
                json, "issued", request.map(PaymentRequest::issuedAt).map(Instant::toString));
        PaymentFields.writeOptional(
                json, "expires", request.map(PaymentRequest::expiresAt).map(Instant::toString));
        json.writeStringProperty(
                "state",
                state.map(known -> known.progress().name().toLowerCase(Locale.ROOT))
                        .orElse("unknown"));
        json.writeName("payment");
        state.flatMap(RequestState::payment)
                .ifPresentOrElse(
                        payment -> {
                            json.writeStartObject();
                            PaymentFields.write(json, payment);
                            json.writeEndObject();
                        },
                        json::writeNull);
    }
}
