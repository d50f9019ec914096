package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that keeps the server from starting: one line that helps, an exit code, and nothing lost. */
@Timeout(60)
class ServerProgramTest {
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
        LedgerFixture.copy(earlier, directory, "server.db", "certs/server.key", "certs/server.crt");
    }

    private Path database() {
        return directory.resolve("server.db");
    }

    private Path certs() {
        return directory.resolve("certs");
    }

    private int start(String... args) {
        List<String> usual = List.of("0", "3", "--db", database().toString(), "--certs", certs().toString());
        return program.run(Stream.concat(usual.stream(), Stream.of(args)).toArray(String[]::new));
    }

    private void assertOneLineOfErrors(String... parts) {
        program.assertOneLineOfErrors(parts);
        assertThat(program.output.toString()).doesNotContain("Server listening").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8888 3 --slient | --slient",
                "70000 | a port is 1 to 65535, or 0 for any free one, not 70000",
                "-1 | -1",
                "eight | 'eight'",
                "8888 0 | the user limit is at least 1, not 0",
                "8888 3 4 | '4'",
                "8888 --keep-db --drop-db | mutually exclusive",
                "8888 --reset-db --no-reset-db | mutually exclusive",
                "8888 --opening-balance -5 | --opening-balance is 0 or more, not -5",
                "8888 --decimals 19 | --decimals is 0 to 18, not 19",
                "8888 --currency 12345678901234567 | --currency is 1 to 16 characters",
                "8888 --db jdbc:mysql://localhost/ledger | jdbc:mysql:... is not supported",
                "8888 --db jdbc:postgresql://db.example.org/ledger | sslmode=verify-full",
                "8888 --db jdbc:postgresql://localhost/ledger --keep-db | are for a ledger in a file",
                "8888 --db jdbc:postgresql://localhost/ledger --drop-db | are for a ledger in a file",
                "8888 --db jdbc:postgresql://localhost/ledger --reset-db | are for a ledger in a file",
                "8888 --db jdbc:postgresql://localhost/ledger --yes | are for a ledger in a file",
                "8888 --db | --db",
                "8888 --classic-max-day 5 | --classic",
                "8888 --classic --classic-max-day 0 | a cap is 1 or more, not 0",
                "8888 --classic --classic-max-payment -7 | a cap is 1 or more, not -7",
                "8888 --classic --classic-port 65536 | a port is 0 to 65535, not 65536",
                "8888 --bind not.an.address.invalid | 'not.an.address.invalid' is no IP address"
            })
    void wrongUsage_saysWhichValue(String args, String part) {
        assertThat(program.run(args.split(" ", -1))).isEqualTo(Failure.USAGE);
        assertOneLineOfErrors(part);
        assertThat(program.output.toString()).isEmpty();
    }

    @Test
    void addressOfADatabase_isNotRepeatedWithItsPassword() {
        assertThat(program.run("0", "--db", "jdbc:postgresql://ledger:hunter2@localhost/ledger"))
                .isEqualTo(Failure.USAGE);
        assertOneLineOfErrors("jdbc:postgresql", "must not hold a password", "PGPASSWORD");
        assertThat(program.errors.toString()).doesNotContain("hunter2");
    }

    @Test
    void databaseThatIsNotThere_isSaid() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(program.run(
                        "0", "--db", "jdbc:postgresql://127.0.0.1:" + port + "/ledger", "--certs", certs().toString()))
                .isEqualTo(Failure.FAILED);
        assertOneLineOfErrors("cannot open the ledger in database ledger at 127.0.0.1:" + port, "refused");
    }

    @Test
    void optionFromOutside_isEscaped() {
        assertThat(program.run("--\u001b[2J")).isEqualTo(Failure.USAGE);
        assertOneLineOfErrors("\\u001b[2J");
    }

    @Test
    void help_hasAnExample() {
        assertThat(program.run("--help")).isZero();
        assertThat(program.output.toString())
                .contains("micropay-server 8888 3 --silent")
                .contains("Exit codes:");
        assertThat(program.errors.toString()).isEmpty();
    }

    @Test
    void version_namesTheProgram() {
        assertThat(program.run("--version")).isZero();
        assertThat(program.output.toString()).startsWith("micropay-server ");
    }

    @Test
    void portInUse_isSaid() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            int code = program.run(
                    port,
                    "--bind",
                    "127.0.0.1",
                    "--db",
                    database().toString(),
                    "--certs",
                    certs().toString(),
                    "--drop-db");
            assertThat(code).isEqualTo(Failure.FAILED);
            assertOneLineOfErrors("port " + port);
        }
        assertThat(database()).as("never served, so never dropped").exists();
    }

    @Test
    void databaseThatIsNotOurs_staysAsItIs() throws IOException {
        Files.writeString(database(), "dear diary\n");
        assertThat(start("--reset-db", "--yes")).isEqualTo(Failure.FAILED);
        assertOneLineOfErrors("server.db", "not an SQLite database");
        assertThat(database()).hasContent("dear diary\n");
    }

    @Test
    void databaseThatIsADirectory_isSaid() {
        assertThat(program.run("0", "--db", directory.toString(), "--certs", certs().toString()))
                .isEqualTo(Failure.FAILED);
        assertOneLineOfErrors(directory.toString(), "directory");
    }

    @Test
    void databaseInAMissingDirectory_isSaid() {
        Path file = directory.resolve("missing/server.db");
        assertThat(program.run("0", "--db", file.toString(), "--certs", certs().toString()))
                .isEqualTo(Failure.FAILED);
        assertOneLineOfErrors(file.toString(), "there is no such file or directory");
    }

    @Test
    void directoryThatIsNotWritable_isSaid() throws IOException {
        Path locked = Files.createDirectory(directory.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(locked), "the superuser may write anywhere");
        Path file = locked.resolve("server.db");
        assertThat(program.run("0", "--db", file.toString(), "--certs", certs().toString()))
                .isEqualTo(Failure.FAILED);
        assertOneLineOfErrors(file.toString(), "permission denied");
    }

    @Test
    void secondServerOnTheSameLedger_isRefused() {
        try (LedgerFile first = LedgerFile.take(database())) {
            assertThat(first.isNew()).isFalse();
            assertThat(start()).isEqualTo(Failure.FAILED);
        }
        assertOneLineOfErrors("another server is using the ledger", "server.db");
    }

    @Test
    void linkToALedgerInUse_isRefused() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("other.db"), database());
        try (LedgerFile first = LedgerFile.take(database())) {
            assertThat(first.isNew()).isFalse();
            assertThat(program.run("0", "--db", link.toString(), "--certs", certs().toString()))
                    .isEqualTo(Failure.FAILED);
        }
        assertOneLineOfErrors("another server is using the ledger", "other.db");
    }

    @Test
    void halfAPair_isNotReplaced() throws IOException {
        Files.delete(certs().resolve("server.key"));
        assertThat(start()).isEqualTo(Failure.FAILED);
        assertOneLineOfErrors("server.key is missing while", "server.crt is there");
        assertThat(certs().resolve("server.key")).doesNotExist();
    }

    @Test
    void garbageForAKey_isSaid() throws IOException {
        Files.writeString(certs().resolve("server.key"), "no key\n");
        assertThat(start()).isEqualTo(Failure.FAILED);
        assertOneLineOfErrors("server.key", "restore the pair");
    }

    @Test
    void ledgerOfAnotherKey_isRefused() {
        Path other = directory.resolve("other");
        assertThat(program.run("certs", "init", other.toString())).isZero();
        assertThat(program.run("0", "--db", database().toString(), "--certs", other.toString(), "--drop-db"))
                .isEqualTo(Failure.FAILED);
        assertOneLineOfErrors("signed by the server key SHA256:", "restore that key, or reset the ledger");
        assertThat(database()).exists();
    }

    @Test
    void resetOfEntries_withoutTerminalNeedsYes() {
        assertThat(start("--reset-db")).isEqualTo(Failure.USAGE);
        assertOneLineOfErrors("1 journal entries and 1 accounts", "--yes");
        assertThat(database()).exists();
    }

    @Test
    void certsInit_makesAPairOnce() throws IOException {
        Path fresh = directory.resolve("fresh");
        assertThat(program.run("certs", "init", fresh.toString())).isZero();
        assertThat(program.output.toString())
                .contains("Server key created in")
                .contains("Server key fingerprint: SHA256:");
        if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.resolve("server.key"))))
                    .isEqualTo("rw-------");
        }
        byte[] key = Files.readAllBytes(fresh.resolve("server.key"));
        assertThat(program.run("certs", "init", fresh.toString())).isEqualTo(Failure.FAILED);
        assertOneLineOfErrors("server.key", "is not overwritten");
        assertThat(fresh.resolve("server.key")).hasBinaryContent(key);
    }

    @Test
    void certsWithoutWord_isWrongUsage() {
        assertThat(program.run("certs")).isEqualTo(Failure.USAGE);
        assertOneLineOfErrors("subcommand", "certs --help");
    }

    @Test
    void debug_showsWhereAFailureComesFrom() throws IOException {
        Files.writeString(database(), "dear diary\n");
        assertThat(start("--debug")).isEqualTo(Failure.FAILED);
        assertThat(program.errors.toString()).contains("    at io.micropay");
    }
}
