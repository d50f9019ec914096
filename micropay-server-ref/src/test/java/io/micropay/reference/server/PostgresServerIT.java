package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real program over a real database, which asks for a password. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class PostgresServerIT {
    private static final AccountId BRIAN = new AccountId("brian");
    private static final AccountId TA = new AccountId("ta");
    private static final String SECRET = "correct-horse-battery";
    private static final int EXIT_SECONDS = 15;

    @TempDir
    private static Path data;

    private static EmbeddedPostgres postgres;

    private final Wallet brianKeys = LedgerFixture.wallet("brian");
    private final Wallet taKeys = LedgerFixture.wallet("ta");

    @TempDir
    private Path directory;

    @BeforeAll
    static void startDatabase() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("db"))
                .setServerConfig("fsync", "on")
                .start();
        Path rules = data.resolve("db/pg_hba.conf");
        Files.writeString(rules, "host all shop 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        try (Connection jdbc = postgres.getPostgresDatabase().getConnection();
                Statement statement = jdbc.createStatement()) {
            statement.execute("CREATE ROLE shop LOGIN PASSWORD '" + SECRET + "'");
            statement.execute("CREATE DATABASE ledger OWNER shop");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    private static String address() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/ledger?user=shop";
    }

    private ProgramRun start(Map<String, String> environment) throws IOException {
        return ProgramRun.start(directory, environment, "", "0", "--db", address());
    }

    private MicropayClient connect(int port) {
        ServerTrust trust = ServerTrust.certificateFile(directory.resolve("certs/server.crt"));
        return MicropayClient.builder("127.0.0.1", port, trust).connect();
    }

    private void pay(int port) {
        try (MicropayClient brian = connect(port);
                MicropayClient ta = connect(port)) {
            brian.register(BRIAN, brianKeys);
            ta.register(TA, taKeys);
            PeerEndpoint endpoint = brian.login(BRIAN, brianKeys);
            ta.login(TA, taKeys);
            endpoint.pay(TA, 2000);
            assertThat(brian.list().balance()).isEqualTo(8000);
        }
    }

    /** The password comes from the environment the first time, and from a password file the second. */
    @Test
    void balances_surviveTheServer() throws Exception {
        try (ProgramRun run = start(Map.of("PGPASSWORD", SECRET))) {
            int port = run.awaitPort();
            run.output().await("Opened database successfully\nClient table found, the journal holds 0 entries");
            pay(port);
            run.kill();
            assertThat(run.errors() + "" + run.output()).doesNotContain(SECRET);
        }
        Path passwords = Files.writeString(directory.resolve("pgpass"), "127.0.0.1:*:ledger:shop:" + SECRET + "\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        try (ProgramRun run = start(Map.of("PGPASSFILE", passwords.toString()))) {
            int port = run.awaitPort();
            run.output().await("Client table found, the journal holds 3 entries");
            try (MicropayClient brian = connect(port)) {
                brian.login(BRIAN, brianKeys);
                assertThat(brian.list().balance()).isEqualTo(8000);
            }
            run.signal("TERM");
            assertThat(run.awaitExit(EXIT_SECONDS)).isZero();
            assertThat(run.errors().toString()).isEmpty();
        }
    }

    @Test
    void wrongPassword_isSaid_andNotRepeated() throws Exception {
        try (ProgramRun run = start(Map.of("PGPASSWORD", "hunter2"))) {
            assertThat(run.awaitExit(EXIT_SECONDS)).isEqualTo(Failure.FAILED);
            assertThat(run.errors().toString().lines())
                    .singleElement()
                    .asString()
                    .contains("cannot open the ledger in database ledger at 127.0.0.1:" + postgres.getPort())
                    .contains("password authentication failed")
                    .contains("PGPASSWORD");
            assertThat(run.errors() + "" + run.output()).doesNotContain("hunter2");
            assertThat(directory.resolve("certs")).doesNotExist();
        }
    }
}
