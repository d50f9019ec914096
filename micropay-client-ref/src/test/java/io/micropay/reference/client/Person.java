package io.micropay.reference.client;

import io.micropay.keys.Passphrase;
import io.micropay.model.AccountId;
import io.micropay.reference.client.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody with an account at a test's server and a home of their own, who runs commands. */
record Person(String name, Path directory, TestServer server) {
    static final String PASSPHRASE = "correct horse";

    /** Opens the account, and puts its wallet into the home. */
    static Person registered(String name, Path parent, TestServer server) {
        server.register(name);
        Person person = new Person(name, directory(parent, name), server);
        person.home()
                .wallets(server.server().fingerprint().keyId())
                .save(new AccountId(name), TestServer.someWallet(), Passphrase.ofText(PASSPHRASE));
        return person;
    }

    /** Somebody without an account. */
    static Person stranger(String name, Path parent, TestServer server) {
        return new Person(name, directory(parent, name), server);
    }

    private static Path directory(Path parent, String name) {
        try {
            return Files.createDirectories(parent.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Home home() {
        return new Home(directory.resolve("home"));
    }

    /** A file with the passphrase of the wallet. */
    Path passphraseFile() {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve("passphrase"), PASSPHRASE + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Settings in the environment with which a command needs no options. */
    Map<String, String> environment() {
        return Map.of(
                "MICROPAY_SERVER", "127.0.0.1:" + server.port(),
                "MICROPAY_ACCOUNT", name,
                "MICROPAY_PASSPHRASE", PASSPHRASE);
    }

    /** The same but for one variable; null takes it away. */
    Map<String, String> environmentBut(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment());
        changed.put(variable, value);
        changed.values().removeIf(text -> text == null);
        return changed;
    }

    CommandRun start(String... arguments) {
        return CommandRun.start(directory, environment(), arguments);
    }

    CommandRun startIn(Map<String, String> environment, String... arguments) {
        return CommandRun.start(directory, environment, arguments);
    }

    /** How many files are in the folder of receipts. */
    long receipts() {
        try (Stream<Path> files =
                Files.list(home().receipts(new AccountId(name)).directory())) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
