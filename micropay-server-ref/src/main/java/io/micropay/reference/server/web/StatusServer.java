package io.micropay.reference.server.web;

import com.sun.net.httpserver.HttpServer;
import io.micropay.reference.server.metrics.ServerMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Plain HTTP for operators: figures, health, and a page. The port is taken at once, requests are answered once there is something
 * to say.
 *
 * <p>A client that sends its request slowly has a thread for five seconds at most, and there are as many threads as connections.
 */
public final class StatusServer implements AutoCloseable {
    private static final String PROMETHEUS = "text/plain; version=0.0.4";
    private static final int BACKLOG = 64;
    private static final int MAX_CONNECTIONS = 128;
    private static final int IDLE_SECONDS = 10;

    /** The platform's server reads its bounds from here, once, when it is first used. */
    private static final Map<String, Integer> BOUNDS = Map.of(
            "sun.net.httpserver.maxReqTime", 5,
            "sun.net.httpserver.maxRspTime", 10,
            "sun.net.httpserver.idleInterval", IDLE_SECONDS,
            "sun.net.httpserver.maxIdleConnections", 32,
            "sun.net.httpserver.maxReqHeaders", 64,
            "sun.net.httpserver.maxReqHeaderSize", 16_384,
            "jdk.httpserver.maxConnections", MAX_CONNECTIONS);

    private final HttpServer http;
    private final HostRule hosts;
    private final ThreadPoolExecutor threads;

    private StatusServer(HttpServer http, HostRule hosts) {
        this.http = http;
        this.hosts = hosts;
        this.threads = new ThreadPoolExecutor(
                MAX_CONNECTIONS,
                MAX_CONNECTIONS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_CONNECTIONS),
                work -> {
                    Thread thread = new Thread(work, "micropay-status");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        http.setExecutor(threads);
    }

    /**
     * Takes a port.
     *
     * @param port 0 for any free one
     * @param bind where to listen; the loopback if empty. The loopback answers to addresses and {@code localhost} only,
     *     another place to any name
     * @throws IOException if the port cannot be had
     */
    public static StatusServer bind(int port, Optional<InetAddress> bind) throws IOException {
        BOUNDS.forEach((name, bound) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, String.valueOf(bound));
            }
        });
        InetAddress address = bind.orElseGet(InetAddress::getLoopbackAddress);
        HttpServer http = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        // A browser on this machine reaches the loopback for any page, whoever chose to listen there.
        return new StatusServer(http, address.isLoopbackAddress() ? HostRule.ADDRESSES_ONLY : HostRule.ANY);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    /** Begins to answer. */
    public void start(ServerMetrics metrics, Currency currency, Clock clock) {
        StatusPage status = new StatusPage(metrics, currency);
        Map<String, Supplier<Page>> pages = Map.of(
                "/",
                always(Page.file("status.html", "text/html")),
                "/status.css",
                always(Page.file("status.css", "text/css")),
                "/status.js",
                always(Page.file("status.js", "text/javascript")),
                "/status.json",
                () -> status.now(clock.instant()),
                "/metrics",
                () -> Page.of(200, PROMETHEUS, metrics.scrape()),
                "/health",
                () -> HealthPage.of(metrics.health()));
        http.createContext("/", new Router(hosts, pages));
        http.start();
    }

    private static Supplier<Page> always(Page page) {
        return () -> page;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
