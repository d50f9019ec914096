package io.micropay.benchmarks;

import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Files of ledgers, which live for one round, and the key that signs all of them. */
final class Ledgers {
    /** More than anybody pays. */
    static final long OPENING_BALANCE = 1_000_000_000;

    private Ledgers() {}

    /** The key of every server here, so that what is signed for one can be settled by the other. */
    static KeyMaterial serverKey(Path directory) {
        create(directory);
        return PemKeys.in(directory).loadOrCreate(KeySpec.server("benchmark"), Clock.systemUTC());
    }

    /** A file of that name that is not there yet; its directory is. */
    static Path fresh(Path directory, String name) {
        create(directory);
        Path file = directory.resolve(name + "-" + ProcessHandle.current().pid() + ".db");
        delete(file);
        return file;
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }

    /** Deletes an SQLite file that nobody has open, and what lies beside it. */
    static void delete(Path file) {
        try {
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
