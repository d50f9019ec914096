package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real program in a process of its own, with real clients, real signals and a real file. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ServerProgramIT {
    private static final AccountId BRIAN = new AccountId("brian");
    private static final AccountId TA = new AccountId("ta");
    private static final int EXIT_SECONDS = 15;
    private static final String FROM = " from 127\\.0\\.0\\.1@\\d+";

    private final Wallet brianKeys = LedgerFixture.wallet("brian");
    private final Wallet taKeys = LedgerFixture.wallet("ta");

    @TempDir
    private Path directory;

    private MicropayClient connect(int port) {
        ServerTrust trust = ServerTrust.certificateFile(directory.resolve("certs/server.crt"));
        return MicropayClient.builder("127.0.0.1", port, trust).connect();
    }

    /** What the manual's {@code select * from client} shows, as the sqlite3 shell writes it. */
    private List<String> clientTable() throws IOException, InterruptedException, SQLException {
        String file = directory.resolve("server.db").toString();
        List<String> rows = new ArrayList<>();
        try (Connection ledger = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = ledger.createStatement();
                ResultSet result = statement.executeQuery("select * from client")) {
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(result.getString(i));
                }
                rows.add(String.join("|", columns));
            }
        }
        if (Files.isExecutable(Path.of("/usr/bin/sqlite3"))) {
            Process shell = new ProcessBuilder("/usr/bin/sqlite3", file, "select * from client").start();
            assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
                    .isEqualTo(rows);
            assertThat(shell.waitFor()).isZero();
        }
        return rows;
    }

    @Test
    void manualsSession_survivesAPowerFailure_andEndsInOrder() throws Exception {
        try (ProgramRun run = ProgramRun.start(directory, "", "0", "2")) {
            run.output().await("User limit is now set to 2");
            run.output().await("Server key created in certs/server.key .*");
            int port = run.awaitPort();
            run.output().await("Opened database successfully\nClient table created successfully");
            String fingerprint =
                    run.output().await("Server key fingerprint: (\\S+)").group(1);
            MicropayClient brian = connect(port);
            assertThat(Fingerprint.of(brian.serverCertificate())).hasToString(fingerprint);
            payAsInTheManual(run, port, brian);
            run.kill();
            brian.close();
        }
        try (ProgramRun run = ProgramRun.start(directory, "", "0", "2", "--keep-db", "-s")) {
            int port = run.awaitPort();
            run.output().await("Client table found, the journal holds 3 entries\nSilent mode is on\\.");
            assertThat(clientTable()).allMatch(row -> row.contains("|0|"), "nobody is online after a crash");
            try (MicropayClient brian = connect(port)) {
                brian.login(BRIAN, brianKeys);
                assertThat(brian.list().balance()).isEqualTo(8000);
                assertSecondServerIsRefused();
                run.signal("TERM");
                run.output().await("Caught signal 15");
                run.output().await("brian logged out\\.\nOnline num: 0");
                run.output().await("Drop connection with 127\\.0\\.0\\.1@\\d+\nConnected clients num: 0");
                assertThat(run.awaitExit(EXIT_SECONDS)).isZero();
            }
            assertThat(run.errors().toString()).isEmpty();
            assertThat(run.output().toString()).doesNotContain("[System Info]");
        }
        assertThat(clientTable())
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("brian|").endsWith("|0|8000"),
                        row -> assertThat(row).startsWith("ta|").endsWith("|0|12000"));
        resetAndDropByAnswers();
    }

    private void assertSecondServerIsRefused() throws Exception {
        try (ProgramRun second = ProgramRun.start(directory, "", "0", "--reset-db", "--yes")) {
            assertThat(second.awaitExit(EXIT_SECONDS)).isEqualTo(Failure.FAILED);
            assertThat(second.errors())
                    .hasToString("micropay-server: another server is using the ledger server.db; stop it, or choose"
                            + " another ledger with --db\n");
        }
    }

    private void payAsInTheManual(ProgramRun run, int port, MicropayClient brian) throws Exception {
        String bytes = "\\[System Info\\] Encrypted message received - <[0-9a-f]*(\\.\\.\\.)?>\n";
        run.output()
                .await("→ Accepting new connection from:\n  Client IP: 127\\.0\\.0\\.1\n  Client Port: \\d+\n\n"
                        + "Connected clients num: 1");
        brian.register(BRIAN, brianKeys);
        run.output().await("\n" + bytes + "→ \\[REGISTER#brian\\]" + FROM + "\n");
        PeerEndpoint endpoint = brian.login(BRIAN, brianKeys);
        run.output().await(bytes + "→ \\[brian#" + endpoint.port() + "\\]" + FROM + "\n\nUpdated!\nOnline num: 1");
        CompletableFuture<MicropayClient> third;
        try (MicropayClient ta = connect(port)) {
            ta.register(TA, taKeys);
            ta.login(TA, taKeys);
            assertThat(ta.list().online()).isEqualTo(2);
            run.output().await("Updated!\nOnline num: 2");
            run.output().await("→ \\[List\\]" + FROM + "\n");
            endpoint.pay(TA, 2000);
            run.output().await("→ \\[brian#2000#ta\\]" + FROM + "\n");
            assertThat(clientTable())
                    .satisfiesExactly(
                            row -> assertThat(row)
                                    .matches("brian\\|127\\.0\\.0\\.1\\|\\d+\\|" + endpoint.port() + "\\|1\\|8000"),
                            row -> assertThat(row).matches("ta\\|127\\.0\\.0\\.1\\|\\d+\\|\\d+\\|1\\|12000"));
            third = CompletableFuture.supplyAsync(() -> connect(port));
            run.output().await("3 users attempting to connect\\. 1 users might have to wait\\.");
        }
        run.output()
                .await("→ \\[Exit\\]" + FROM + "\n\nta logged out\\.\nOnline num: 1\n"
                        + "Drop connection with 127\\.0\\.0\\.1@\\d+\nConnected clients num: 1");
        run.output().await("→ Accepting new connection from:");
        third.join().close();
    }

    /** As at a terminal, from a pipe; then Ctrl+C. */
    private void resetAndDropByAnswers() throws Exception {
        try (ProgramRun run = ProgramRun.start(directory, "what\nn\n\nY\ny\n", "0", "3", "--interactive")) {
            run.output()
                    .await("Keep database .* \\[Y/n\\] what\nPlease answer Y or n\\.\nKeep database .* \\[Y/n\\] n");
            run.output().await("Reset database .* \\[Y/n\\] \nPlease answer Y or n\\.\nReset database .* \\[Y/n\\] Y");
            run.output().await("This ledger holds 3 journal entries and 2 accounts\\. Really delete it\\? \\[y/N\\] y");
            run.output().await("Client table created successfully");
            assertThat(clientTable()).isEmpty();
            run.signal("INT");
            run.output().await("Caught signal 2\nDatabase server\\.db deleted successfully\\.");
            assertThat(run.awaitExit(EXIT_SECONDS)).isZero();
            assertThat(run.errors().toString()).isEmpty();
        }
        try (var left = Files.list(directory)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("certs", "server.db.lock");
        }
    }
}
