package io.micropay.reference.server.web;

import io.micropay.reference.server.json.Json;
import io.micropay.reference.server.metrics.Health;
import java.time.Duration;

/** Whether the server can do its work, for whoever restarts it, or sends clients elsewhere. */
final class HealthPage {
    private static final double NANOS = 1e9;

    private HealthPage() {}

    static Page of(Health health) {
        String text = Json.object(json -> {
            json.writeStringProperty("status", health.isWell() ? "ok" : "failing");
            json.writeBooleanProperty("accepting", health.isAccepting());
            json.writeBooleanProperty("ledger_readable", health.isReadable());
            json.writeBooleanProperty("ledger_writable", health.isWritable());
            json.writeName("seconds_since_commit_failure");
            if (health.sinceFailure().isPresent()) {
                json.writeNumber(seconds(health.sinceFailure().get()));
            } else {
                json.writeNull();
            }
        });
        return Page.of(health.isWell() ? 200 : 503, Page.JSON, text);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
