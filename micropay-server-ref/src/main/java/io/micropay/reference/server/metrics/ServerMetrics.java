package io.micropay.reference.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micropay.event.ServerListener;
import io.micropay.event.ServerStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Everything that is measured, under the names of Prometheus and for the page. Safe for use by several threads. */
public final class ServerMetrics implements AutoCloseable {
    private static final ServerStatus NOT_STARTED = new ServerStatus(false, 0, 0, 0, 0);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final MetricsListener listener;
    private volatile Supplier<ServerStatus> status = () -> NOT_STARTED;
    private volatile Optional<LedgerWatch> ledger = Optional.empty();

    /** Measures nothing yet but the process. */
    public ServerMetrics(Clock clock) {
        listener = new MetricsListener(registry, clock);
        sessions("connected", ServerStatus::connected);
        sessions("waiting", ServerStatus::waiting);
        sessions("online", ServerStatus::online);
        gauge("micropay.settlement.queue.depth", "Requests that wait for the ledger.", () -> status().queued());
        ledger(
                "micropay.held.amount",
                "What is set aside, in the smallest unit.",
                look -> look.survey().held().doubleValue());
        ledger("micropay.holds.open", "Holds that have not ended.", Look::openHolds);
        ledger(
                "micropay.ledger.sum",
                "The sum of all balances; anything but 0 is an alarm.",
                look -> look.survey().sum().doubleValue());
        ledger(
                "micropay.ledger.accounts",
                "Registered accounts.",
                look -> look.survey().accounts());
        ledger(
                "micropay.ledger.entries",
                "Journal entries.",
                look -> look.head().lastSequence());
        gauge("micropay.ledger.readable", "1 if the ledger can be read.", () -> health().isReadable() ? 1 : 0);
        gauge("micropay.accepting", "1 if the server takes connections.", () -> health().isAccepting() ? 1 : 0);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    private void sessions(String state, ToDoubleFunction<ServerStatus> number) {
        Gauge.builder("micropay.sessions", () -> number.applyAsDouble(status()))
                .description("Clients with a place, clients that wait for one, accounts that are online.")
                .tag("state", state)
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** Not a number, rather than zero, while nothing is known. */
    private void ledger(String name, String description, Function<Look, Number> value) {
        gauge(name, description, () -> look().map(value).orElse(Double.NaN));
    }

    /** From now on this server, and this ledger, are meant. */
    public void watch(Supplier<ServerStatus> server, LedgerWatch watch) {
        status = server;
        ledger = Optional.of(watch);
    }

    /** Counts what it is told. */
    public ServerListener listener() {
        return listener;
    }

    /** Everything in the text format of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    /** How the server is now. */
    public ServerStatus status() {
        return status.get();
    }

    /** What is known of the ledger; empty if it could not be read yet. */
    public Optional<Look> look() {
        return ledger.flatMap(LedgerWatch::latest);
    }

    /** Whether the server can do its work. */
    public Health health() {
        return new Health(
                status().isAccepting(),
                ledger.filter(LedgerWatch::isReadable).isPresent(),
                listener.writes.isWritable(),
                listener.writes.sinceFailure());
    }

    /** How many orders were accepted since the start. */
    public long settled() {
        return listener.settled.sum();
    }

    /** How many orders and other requests were rejected since the start. */
    public long rejected() {
        return listener.rejected.sum();
    }

    /** How many orders were accepted in each of the last seconds, the last one last. */
    public long[] lastSeconds() {
        return listener.rate.lastSeconds();
    }

    /** What the given share of the last thousand requests did not exceed; empty if there was none. */
    public Optional<Duration> latency(double share) {
        return listener.latency.quantile(share);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
