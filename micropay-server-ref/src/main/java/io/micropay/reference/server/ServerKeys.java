package io.micropay.reference.server;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The server's key and certificate in a directory: {@code server.key}, {@code server.crt}. */
final class ServerKeys {
    private static final String NAME = "server";

    private final Path key;
    private final Path certificate;
    private final PemKeys pair;

    ServerKeys(Path directory) {
        this.key = directory.resolve(NAME + ".key");
        this.certificate = directory.resolve(NAME + ".crt");
        this.pair = PemKeys.in(directory);
    }

    /** The file of the certificate. */
    Path certificate() {
        return certificate;
    }

    /** Loads the pair; makes it, and says so, if there is none. */
    KeyMaterial loadOrMake(Console console) {
        if (Files.notExists(key) && Files.notExists(certificate)) {
            return make(console);
        }
        return load();
    }

    /** Loads the pair, which has to be there. */
    KeyMaterial load() {
        requireBoth();
        if (Files.notExists(key)) {
            throw Failure.because(key + " does not exist; --certs names the directory of server.key and server.crt");
        }
        try {
            return pair.load(NAME);
        } catch (AuthenticationException | IllegalArgumentException e) {
            throw Failure.because(
                    "cannot use the server key: " + e.getMessage() + "; restore the pair, or move both files away", e);
        }
    }

    /**
     * Makes the pair, and says so.
     *
     * @throws Failure if there is one, or half of one
     */
    KeyMaterial make(Console console) {
        for (Path file : new Path[] {key, certificate}) {
            if (Files.exists(file)) {
                throw Failure.because(file + " exists and is not overwritten: move it away first");
            }
        }
        KeyMaterial made = pair.create(KeySpec.server(NAME), Clock.systemUTC());
        console.print("Server key created in " + key + " (keep it secret), certificate in " + certificate);
        return made;
    }

    /** A new key in place of a lost one would make every client stop, so nobody gets one by accident. */
    private void requireBoth() {
        boolean hasKey = Files.exists(key);
        if (hasKey != Files.exists(certificate)) {
            throw Failure.because((hasKey ? certificate : key) + " is missing while " + (hasKey ? key : certificate)
                    + " is there: restore it, or move the other away to have a new pair made");
        }
    }
}
