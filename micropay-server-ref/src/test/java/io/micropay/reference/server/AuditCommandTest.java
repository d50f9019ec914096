package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One line and an exit code, whatever is in the file, and the file as it was. */
@Timeout(60)
class AuditCommandTest {
    @TempDir
    private static Path earlier;

    @TempDir
    private Path directory;

    private final SilentProgram program = new SilentProgram();

    @BeforeAll
    static void makeLedger() {
        LedgerFixture.make(earlier);
    }

    @BeforeEach
    void copyLedger() throws IOException {
        LedgerFixture.copy(earlier, directory, "server.db");
    }

    private Path database() {
        return directory.resolve("server.db");
    }

    private int audit(String... args) {
        List<String> usual = List.of(
                "audit",
                "--db",
                database().toString(),
                "--cert",
                earlier.resolve("certs/server.crt").toString());
        return program.run(Stream.concat(usual.stream(), Stream.of(args)).toArray(String[]::new));
    }

    private void assertOneLineOfErrors(String... parts) {
        program.assertOneLineOfErrors(parts);
        assertThat(program.output.toString()).isEmpty();
    }

    private void damage(String sql) throws SQLException {
        try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + database());
                Statement statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void ledgerThatHolds_isSaidToHold_andIsAsItWas() throws IOException {
        byte[] before = Files.readAllBytes(database());
        assertThat(audit()).isZero();
        assertThat(program.output.toString().lines().findFirst().orElseThrow())
                .matches("The ledger holds: 1 entries, 0 orders, 1 checkpoints, sum zero; verified in \\d+\\.\\d s\\.");
        assertThat(program.output.toString()).contains("Head: ");
        assertThat(program.errors.toString()).isEmpty();
        assertThat(Files.readAllBytes(database())).isEqualTo(before);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(database());
        }
    }

    @Test
    void optionsBeforeTheCommand_countToo() {
        int code = program.run(
                "--db",
                database().toString(),
                "--certs",
                earlier.resolve("certs").toString(),
                "audit");
        assertThat(code).isZero();
    }

    @Test
    void head_thatAnAuditTold_isExpectedByTheNext() {
        assertThat(audit()).isZero();
        String told = program.output.toString();
        String head = told.substring(told.indexOf("Head: ") + 6).strip();
        assertThat(audit("--head", head)).isZero();
        assertThat(program.output.toString().split("The ledger holds", -1)).hasSize(3);
    }

    @Test
    void headThatIsNotThere_isFound() {
        assertThat(audit("--head", "ab".repeat(32))).isEqualTo(1);
        assertOneLineOfErrors("does not hold", "checkpoint abab", "cut off");
    }

    @Test
    void damage_isOneLine() throws SQLException {
        damage("UPDATE account SET balance = balance + 1 WHERE name = 'alice'");
        assertThat(audit()).isEqualTo(1);
        assertOneLineOfErrors("does not hold: account alice: balance is 10001 and should be 10000");
    }

    @Test
    void anotherCertificate_isOneLine() {
        PemKeys.in(directory.resolve("other")).create(KeySpec.server("server"), Clock.systemUTC());
        assertThat(program.run(
                        "audit",
                        "--db",
                        database().toString(),
                        "--certs",
                        directory.resolve("other").toString()))
                .isEqualTo(1);
        assertOneLineOfErrors("does not hold: checkpoint 1: signer is");
    }

    @Test
    void whatCannotBeUsed_isOneLine() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "no such thing", StandardCharsets.US_ASCII);
        assertThat(audit("--receipt", text.toString())).isEqualTo(1);
        assertOneLineOfErrors("cannot use the receipt", "not a receipt file");
    }

    @Test
    void missingReceipt_isOneLine() {
        assertThat(audit("--receipt", directory.resolve("none").toString())).isEqualTo(1);
        assertOneLineOfErrors("cannot read the receipt", "no such file");
    }

    @Test
    void missingLedger_isOneLine_andIsNotMade() throws IOException {
        Files.delete(database());
        assertThat(audit()).isEqualTo(1);
        assertOneLineOfErrors("does not exist");
        assertThat(database()).doesNotExist();
    }

    @Test
    void fileThatIsNoLedger_isOneLine() throws IOException {
        Files.writeString(database(), "x".repeat(5000));
        assertThat(audit()).isEqualTo(1);
        assertOneLineOfErrors("not an SQLite database");
    }

    @Test
    void certificateThatIsMissing_isOneLine() {
        assertThat(program.run("audit", "--db", database().toString(), "--cert", "nowhere.crt"))
                .isEqualTo(1);
        assertOneLineOfErrors("nowhere.crt");
    }

    @Test
    void wrongUsage_isTwo() {
        assertThat(audit("--head", "xyz")).isEqualTo(2);
        assertOneLineOfErrors("--head needs 64 hexadecimal digits");
    }

    @Test
    void threadsOutOfBounds_areWrongUsage() {
        assertThat(audit("--threads", "0")).isEqualTo(2);
        assertOneLineOfErrors("--threads is 1 to 256, not 0");
    }

    @Test
    void progress_isALineOfATerminal_andNothingInAPipe() {
        try (AuditProgress progress =
                new AuditProgress(TestTerminal.of("", program.output, program.errors, StandardCharsets.UTF_8, true))) {
            progress.show(500, 19_999);
            assertThat(program.errors.toString()).isEmpty();
            progress.show(1_000_000_000, 2_000_000_000);
        }
        assertThat(program.errors.toString()).contains("50 % of 2,000,000,000");
        assertThat(program.errors.toString().split("\r"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        Transcript pipe = new Transcript();
        try (AuditProgress progress =
                new AuditProgress(TestTerminal.of("", program.output, pipe, StandardCharsets.UTF_8, false))) {
            progress.show(1_000_000, 2_000_000);
        }
        assertThat(pipe.toString()).isEmpty();
    }
}
