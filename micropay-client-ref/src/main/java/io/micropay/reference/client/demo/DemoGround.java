package io.micropay.reference.client.demo;

import io.micropay.MicropayServer;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server on a throw-away directory: nothing of it is left when the demo ends. */
final class DemoGround implements AutoCloseable {
    private final Path directory;
    private final AccountStore store;
    private final MicropayServer server;

    private DemoGround(Path directory, AccountStore store, MicropayServer server) {
        this.directory = directory;
        this.store = store;
        this.server = server;
    }

    /** Makes a directory that is deleted when the process ends, whatever happens in between. */
    static Path throwAwayDirectory() {
        try {
            Path directory = Files.createTempDirectory("micropay-demo-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory), "micropay-delete-demo"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a throw-away directory: " + e.getMessage(), e);
        }
    }

    /** Starts a server on any free port that only this machine reaches. */
    static DemoGround open(Path directory, KeyMaterial serverKey) {
        AccountStore store = SqliteAccountStore.open(directory.resolve("server.db"));
        try {
            MicropayServer server = MicropayServer.builder(serverKey, store)
                    .bindAddress(InetAddress.getLoopbackAddress())
                    .start();
            return new DemoGround(directory, store, server);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    MicropayServer server() {
        return server;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        server.close();
        store.close();
        delete(directory);
    }

    private static void delete(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory + ": " + e.getMessage(), e);
        }
    }
}
