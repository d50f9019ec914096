package io.micropay.reference.server;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the options say about figures for operators. The second means nothing without the first. */
final class MetricsChoice {
    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            required = true,
            description =
                    "Serve a status page, metrics for Prometheus and a health answer over plain HTTP on this port;"
                            + " 0 picks a free one and says which. Off unless given.")
    private int port;

    @Option(
            names = "--metrics-bind",
            paramLabel = "ADDRESS",
            description = "Where to do so; nowhere but on this machine unless given.",
            converter = HostConverter.class)
    private @Nullable InetAddress bind;

    /**
     * Where to serve figures.
     *
     * @param port 0 for any free one
     * @param bind which address, under any name unless it is the loopback; empty for the loopback
     */
    record Place(int port, Optional<InetAddress> bind) {
        /** Whether others than this machine can read them. */
        boolean isExposed() {
            return bind.filter(address -> !address.isLoopbackAddress()).isPresent();
        }
    }

    /**
     * The same, checked.
     *
     * @throws Failure if the port is none
     */
    Place place() {
        if (port < 0 || port > Settings.MAX_PORT) {
            throw Failure.usage("--metrics-port is 1 to 65535, or 0 for any free one, not " + port);
        }
        return new Place(port, Optional.ofNullable(bind));
    }
}
