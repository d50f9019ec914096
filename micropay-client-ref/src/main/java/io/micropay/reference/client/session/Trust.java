package io.micropay.reference.client.session;

import io.micropay.keys.Fingerprint;
import io.micropay.keys.KnownKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import java.nio.file.Path;
import java.util.List;

/** Which server to talk to: the one of a certificate, of a pinned key, or the one that was met first. */
public final class Trust {
    private static final String PIN = "SHA256:";

    private Trust() {}

    /**
     * The trust that somebody chose on the command line.
     *
     * @param chosen a certificate file, or {@code SHA256:} and a digest
     * @return the trust
     * @throws IllegalArgumentException if the pin is none
     * @throws io.micropay.error.AuthenticationException if the file holds no certificate
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static ServerTrust of(String chosen) {
        return chosen.startsWith(PIN)
                ? ServerTrust.pinned(Fingerprint.parse(chosen))
                : ServerTrust.certificateFile(Path.of(chosen));
    }

    /**
     * Trust on first use, which tells when it is the first.
     *
     * @param home where keys are remembered
     * @param screen where to tell
     * @return the trust
     */
    public static ServerTrust onFirstUse(Home home, Screen screen) {
        KnownKeys known = home.knownServers();
        ServerTrust trust = ServerTrust.onFirstUse(known);
        return (server, certificate) -> {
            boolean isFirst = known.find(server).isEmpty();
            trust.check(server, certificate);
            if (isFirst) {
                screen.print(
                        Style.NOTICE,
                        List.of(
                                "This is the first meeting with " + server + ". Its key is",
                                "  " + Fingerprint.of(certificate),
                                "Compare it with what the server's operator says. From now on no other key is",
                                "accepted there; it is remembered in " + home.knownServersFile()));
            }
        };
    }
}
