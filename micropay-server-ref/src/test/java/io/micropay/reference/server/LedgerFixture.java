package io.micropay.reference.server;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Makes what an earlier run of a server leaves behind. */
final class LedgerFixture {
    private LedgerFixture() {}

    /** An account's keys, smaller than real ones, which take their time. */
    static Wallet wallet(String name) {
        return new Wallet(
                InMemoryKeys.generate(KeySpec.sealing(name), Clock.systemUTC()),
                InMemoryKeys.generate(KeySpec.sealing(name), Clock.systemUTC()));
    }

    /** In the directory: {@code certs}, and {@code server.db} in which alice is registered, so with one journal entry. */
    static void make(Path directory) {
        KeyMaterial key = PemKeys.in(directory.resolve("certs")).create(KeySpec.server("server"), Clock.systemUTC());
        ServerTrust trust = ServerTrust.certificate(key.certificate());
        try (AccountStore store = SqliteAccountStore.open(directory.resolve("server.db"));
                MicropayServer server = MicropayServer.builder(key, store).start();
                MicropayClient client = MicropayClient.builder("127.0.0.1", server.port(), trust)
                        .connect()) {
            client.register(new AccountId("alice"), wallet("alice"));
        }
    }

    /** Copies some files of it, so that a test may do with them what it likes. */
    static void copy(Path from, Path to, String... files) throws IOException {
        for (String file : files) {
            Path target = to.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(from.resolve(file), target);
        }
    }
}
