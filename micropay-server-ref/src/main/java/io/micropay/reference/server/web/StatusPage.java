package io.micropay.reference.server.web;

import io.micropay.event.ServerStatus;
import io.micropay.ledger.JournalEntry;
import io.micropay.reference.server.json.Json;
import io.micropay.reference.server.metrics.Health;
import io.micropay.reference.server.metrics.Look;
import io.micropay.reference.server.metrics.ServerMetrics;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * What the page for people polls. Amounts are text, since a script's numbers cannot hold all of them. Neither keys nor memos are
 * in it.
 */
final class StatusPage {
    private static final double MEDIAN = 0.5;
    private static final double SLOWEST_HUNDREDTH = 0.99;

    private final ServerMetrics metrics;
    private final Currency currency;

    StatusPage(ServerMetrics metrics, Currency currency) {
        this.metrics = metrics;
        this.currency = currency;
    }

    Page now(Instant time) {
        return Page.of(200, Page.JSON, Json.object(json -> {
            json.writeStringProperty("time", time.toString());
            json.writeStringProperty("currency", currency.code());
            json.writeNumberProperty("decimals", currency.decimals());
            writeServer(json);
            writeOrders(json);
            metrics.look().ifPresent(look -> writeLedger(json, look));
        }));
    }

    private void writeServer(JsonGenerator json) {
        Health health = metrics.health();
        ServerStatus status = metrics.status();
        json.writeBooleanProperty("well", health.isWell());
        json.writeBooleanProperty("accepting", health.isAccepting());
        json.writeBooleanProperty("ledger_readable", health.isReadable());
        json.writeBooleanProperty("ledger_writable", health.isWritable());
        json.writeNumberProperty("connected", status.connected());
        json.writeNumberProperty("online", status.online());
        json.writeNumberProperty("waiting", status.waiting());
        json.writeNumberProperty("queued", status.queued());
    }

    private void writeOrders(JsonGenerator json) {
        json.writeNumberProperty("settled", metrics.settled());
        json.writeNumberProperty("rejected", metrics.rejected());
        long[] seconds = metrics.lastSeconds();
        json.writeName("per_second");
        json.writeArray(seconds, 0, seconds.length);
        writeLatency(json, "latency_median", MEDIAN);
        writeLatency(json, "latency_p99", SLOWEST_HUNDREDTH);
    }

    private void writeLatency(JsonGenerator json, String name, double share) {
        Optional<Double> seconds = metrics.latency(share).map(HealthPage::seconds);
        json.writeName(name);
        if (seconds.isPresent()) {
            json.writeNumber(seconds.get());
        } else {
            json.writeNull();
        }
    }

    private static void writeLedger(JsonGenerator json, Look look) {
        json.writeObjectPropertyStart("ledger");
        json.writeStringProperty("at", look.at().toString());
        json.writeStringProperty("sum", look.survey().sum().toString());
        json.writeStringProperty("sum_at", look.survey().at().toString());
        json.writeStringProperty("held", look.survey().held().toString());
        json.writeNumberProperty("open_holds", look.openHolds());
        json.writeNumberProperty("accounts", look.survey().accounts());
        json.writeNumberProperty("entries", look.head().lastSequence());
        look.head().checkpoint().ifPresent(checkpoint -> {
            json.writeNumberProperty("checkpoint", checkpoint.number());
            json.writeStringProperty("checkpoint_digest", checkpoint.digest().toString());
        });
        json.writeEndObject();
        json.writeArrayPropertyStart("journal");
        look.latest().forEach(entry -> writeEntry(json, entry));
        json.writeEndArray();
    }

    private static void writeEntry(JsonGenerator json, JournalEntry entry) {
        json.writeStartObject();
        json.writeNumberProperty("sequence", entry.sequence());
        json.writeStringProperty("time", entry.at().toString());
        json.writeStringProperty("kind", entry.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("payer", entry.debit().account().toString());
        json.writeStringProperty("payee", entry.credit().account().toString());
        json.writeStringProperty("amount", String.valueOf(entry.amount()));
        json.writeEndObject();
    }
}
