package io.micropay.reference.server;

import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the options say about the classic dialect. The others mean nothing without the first. */
final class ClassicChoice {
    /** What to say on the console whenever the dialect is on. */
    static final String WARNING =
            "WARNING: clients of the classic dialect are served. Whoever gets a certificate into the"
                    + " certs directory and knows the name of a classic account can spend what it has.";

    @Option(
            names = "--classic",
            required = true,
            description = "Serve the C++ program's clients, too. Nothing but their names protects their accounts;"
                    + " accounts with a key of their own are as safe as without this.")
    private boolean isOn;

    @Option(
            names = "--classic-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Where classic clients are sent to pay accounts that have a key; any free port unless given.")
    private int port;

    @Option(
            names = "--classic-max-payment",
            paramLabel = "N",
            description = "What a classic account can pay at once, at the most; no limit unless given.")
    private @Nullable Long maxPayment;

    @Option(
            names = "--classic-max-day",
            paramLabel = "N",
            description = "What a classic account can pay in one day (UTC), at the most; no limit unless given.")
    private @Nullable Long maxPerDay;

    /**
     * The same for the library; empty if the dialect is off.
     *
     * @throws Failure if a value is out of bounds
     */
    Optional<ClassicOptions> options(Path certs) {
        try {
            ClassicOptions options =
                    ClassicOptions.sharing(ClassicCertificates.in(certs)).withPeerPort(port);
            options = maxPayment == null ? options : options.withMaxPayment(maxPayment);
            options = maxPerDay == null ? options : options.withMaxPerDay(maxPerDay);
            return isOn ? Optional.of(options) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--classic: " + e.getMessage());
        }
    }
}
