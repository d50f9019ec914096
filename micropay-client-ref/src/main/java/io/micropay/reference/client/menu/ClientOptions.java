package io.micropay.reference.client.menu;

import io.micropay.keys.ServerTrust;
import io.micropay.reference.client.home.Home;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says about a run of the menu.
 *
 * @param host where the server is
 * @param port where it listens
 * @param trust which server key to accept; empty for the one that was met first
 * @param home where the client remembers
 * @param certs where the session key goes
 * @param passphrases where passphrases come from
 * @param verbose whether to print each message
 * @param debug whether to print stack traces
 */
public record ClientOptions(
        String host,
        int port,
        Optional<ServerTrust> trust,
        Home home,
        Path certs,
        Passphrases passphrases,
        boolean verbose,
        boolean debug) {}
