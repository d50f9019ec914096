package io.micropay.reference.client.session;

import io.micropay.MicropayClient;
import io.micropay.keys.ServerTrust;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.screen.Screen;
import java.util.Optional;

/**
 * What somebody chose for a conversation with a server.
 *
 * @param host where the server is
 * @param port where it listens
 * @param trust which server key to accept; empty for the one that was met first
 * @param home where the client remembers
 * @param passphrases where passphrases come from
 * @param verbose whether to print each message
 * @param debug whether to print stack traces
 */
public record ClientOptions(
        String host,
        int port,
        Optional<ServerTrust> trust,
        Home home,
        Passphrases passphrases,
        boolean verbose,
        boolean debug) {
    /**
     * Describes a client of that server, which remembers keys in the home directory.
     *
     * @param screen where a first meeting is told
     * @return the builder
     */
    public MicropayClient.Builder client(Screen screen) {
        return MicropayClient.builder(host, port, trust.orElseGet(() -> Trust.onFirstUse(home, screen)))
                .knownAccounts(home.knownAccounts());
    }
}
