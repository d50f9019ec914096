package io.micropay.reference.server.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micropay.error.MicropayException;
import io.micropay.event.ServerListener;
import io.micropay.event.SettledBatch;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what happens at a server. */
final class MetricsListener implements ServerListener {
    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final double[] BATCH_SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

    final PaymentRate rate;
    final RecentLatency latency = new RecentLatency();
    final WriteRecord writes;
    final LongAdder settled = new LongAdder();
    final LongAdder rejected = new LongAdder();
    private final Counter connections;
    private final Counter turnedAway;
    private final Map<StatusCode, Counter> outcomes = new EnumMap<>(StatusCode.class);
    private final Map<StatusCode, Counter> refusals = new EnumMap<>(StatusCode.class);
    private final DistributionSummary batchSize;
    private final Timer latencies;
    private final Timer writing;
    private final Timer committing;
    private final Counter failures;

    MetricsListener(MeterRegistry registry, Clock clock) {
        rate = new PaymentRate(clock);
        writes = new WriteRecord(clock);
        connections = counter(registry, "micropay.connections", "Clients that got a place.");
        turnedAway = counter(registry, "micropay.connections.turned.away", "Connections that came to nothing.");
        for (StatusCode status : StatusCode.values()) {
            if (status.isFinal()) {
                outcomes.put(
                        status,
                        byStatus(registry, "micropay.orders", "outcome", "Ends of orders and of holds.", status));
            } else if (status.isRefusal()) {
                refusals.put(
                        status,
                        byStatus(registry, "micropay.requests.rejected", "reason", "Requests refused.", status));
            }
        }
        batchSize = DistributionSummary.builder("micropay.settlement.batch.size")
                .description("Requests written to the ledger together.")
                .serviceLevelObjectives(BATCH_SIZES)
                .register(registry);
        latencies =
                timer(registry, "micropay.settlement.latency", "From being queued for the ledger to being durable.");
        writing = timer(registry, "micropay.settlement.write", "Writing a batch: read, decide, sign, commit.");
        committing = timer(registry, "micropay.settlement.commit", "The store's commit of a batch.");
        failures = counter(registry, "micropay.settlement.failures", "Batches that could not be written.");
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /** As many series as there are status codes, whatever clients do. */
    private static Counter byStatus(
            MeterRegistry registry, String name, String label, String description, StatusCode status) {
        return Counter.builder(name)
                .description(description)
                .tag("status", String.valueOf(status.number()))
                .tag(label, status.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private static void count(Map<StatusCode, Counter> counters, StatusCode status) {
        Counter counter = counters.get(status);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void connected(InetSocketAddress remote, int connected) {
        connections.increment();
    }

    @Override
    public void turnedAway(InetSocketAddress remote, String reason) {
        turnedAway.increment();
    }

    @Override
    public void refused(InetSocketAddress remote, StatusCode reason) {
        count(refusals, reason);
        rejected.increment();
    }

    @Override
    public void settled(SettledBatch batch) {
        batch.outcomes().forEach(this::decided);
        writes.written();
        batchSize.record(batch.size());
        batch.latencies().forEach(one -> {
            latencies.record(one);
            latency.add(one);
        });
        writing.record(batch.writing());
        if (!batch.committing().isZero()) {
            committing.record(batch.committing());
        }
    }

    /** Money moves by settlements and by captures. Whoever voids an order has not been rejected. */
    private void decided(StatusCode outcome) {
        count(outcomes, outcome);
        switch (outcome) {
            case SETTLED, CAPTURED -> {
                settled.increment();
                rate.add();
            }
            case AUTHORIZED, RELEASED, HOLD_EXPIRED, VOIDED -> {}
            default -> rejected.increment();
        }
    }

    @Override
    public void unsettled(int requests, MicropayException reason) {
        writes.failed();
        failures.increment();
    }
}
