package io.micropay.reference.server;

import io.micropay.MicropayServer;
import io.micropay.event.ServerListener;
import io.micropay.ledger.AccountStore;
import io.micropay.reference.server.MetricsChoice.Place;
import io.micropay.reference.server.metrics.LedgerWatch;
import io.micropay.reference.server.metrics.ServerMetrics;
import io.micropay.reference.server.notice.Notice;
import io.micropay.reference.server.web.Currency;
import io.micropay.reference.server.web.StatusServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Figures for operators, if they are asked for: measured from the first client on, served until the server has ended. */
final class Monitoring implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String WARNING = "WARNING: metrics and status page have neither TLS nor login: whoever reaches"
            + " their port sees accounts, payments and amounts.";

    private final Optional<Service> service;

    /** What there is if figures are asked for. */
    private record Service(Place place, StatusServer web, ServerMetrics metrics) {}

    /** Looks at a ledger until it is closed, which has to be before the ledger is. */
    static final class Watching implements AutoCloseable {
        private final Optional<Service> service;
        private final Optional<LedgerWatch> ledger;

        private Watching(Optional<Service> service, Optional<LedgerWatch> ledger) {
            this.service = service;
            this.ledger = ledger;
        }

        /** Says where figures are. */
        void announce(Console console) {
            service.ifPresent(found -> Monitoring.announce(found, console));
        }

        @Override
        public void close() {
            ledger.ifPresent(LedgerWatch::close);
        }
    }

    private Monitoring(Optional<Service> service) {
        this.service = service;
    }

    /**
     * Takes the port; says nothing there yet.
     *
     * @param place where; empty for no figures
     * @throws Failure if the port cannot be had
     */
    static Monitoring at(Optional<Place> place) {
        return new Monitoring(place.map(Monitoring::bind));
    }

    private static Service bind(Place place) {
        try {
            return new Service(place, StatusServer.bind(place.port(), place.bind()), new ServerMetrics(CLOCK));
        } catch (IOException e) {
            throw Failure.because(
                    "cannot serve metrics on port " + place.port() + ": " + Failure.reason(e)
                            + "; choose another one with --metrics-port, or another address with --metrics-bind",
                    e);
        }
    }

    /** A listener that tells the given one, and counts. */
    ServerListener beside(ServerListener listener) {
        return service.<ServerListener>map(
                        found -> new Listeners(List.of(listener, found.metrics().listener())))
                .orElse(listener);
    }

    /** Looks at the ledger from now on, and begins to answer. */
    Watching watch(AccountStore store, MicropayServer server, Currency currency) {
        Optional<LedgerWatch> ledger = service.map(found -> LedgerWatch.start(store, CLOCK, PAUSE));
        ledger.ifPresent(started -> service.ifPresent(found -> {
            found.metrics().watch(server::status, started);
            found.web().start(found.metrics(), currency, CLOCK);
        }));
        return new Watching(service, ledger);
    }

    private static void announce(Service service, Console console) {
        InetSocketAddress address = service.web().address();
        // As it was given: the platform tells 0.0.0.0 back as an address of IPv6.
        String host = service.place().bind().orElseGet(address::getAddress).getHostAddress();
        String url = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort() + "/";
        console.print(Notice.of("metrics").with("url", url).as("Metrics and status page on " + url));
        if (service.place().isExposed()) {
            console.print(Notice.of("metrics_exposed")
                    .warning()
                    .with("message", WARNING)
                    .as(WARNING));
        }
    }

    @Override
    public void close() {
        service.ifPresent(found -> {
            found.web().close();
            found.metrics().close();
        });
    }
}
