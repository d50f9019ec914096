package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.micropay.error.StoreException;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are opened, made, refused and deleted. */
class SqliteFileTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("server.db");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void newFile_isForItsOwnerOnly() throws IOException {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory.resolve("server.db" + suffix));
                assertThat(PosixFilePermissions.toString(mode)).as(suffix).isEqualTo("rw-------");
            }
        }
        assertThat(namesInDirectory()).containsExactly("server.db");
    }

    @Test
    void newFile_isMarkedAsOurs() throws Exception {
        SqliteAccountStore.open(file).close();
        assertThat(Sqlite3.run(file, "PRAGMA application_id; PRAGMA user_version; PRAGMA journal_mode"))
                .containsExactly("1297105241", String.valueOf(SqliteSchema.VERSION), "wal");
    }

    @Test
    void emptyFile_becomesALedger() throws IOException {
        Files.createFile(file);
        SqliteAccountStore.open(file).close();
        SqliteAccountStore.open(file).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space.db", "100%25.db", "c#.db", "übergröße.db", "file:x.db", "a&b=c;.db"})
    void oddNames_areJustNames(String name) throws IOException {
        SqliteAccountStore.open(directory.resolve(name)).close();
        assertThat(namesInDirectory()).containsExactly(name);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void questionMark_isNoSetting() throws IOException {
        SqliteAccountStore.open(directory.resolve("a?mode=memory")).close();
        assertThat(namesInDirectory()).containsExactly("a?mode=memory");
    }

    @Test
    void missingDirectory_isRefused() {
        assertRefused(directory.resolve("nowhere").resolve("server.db"), "its directory does not exist");
    }

    @Test
    void directory_isRefused() throws IOException {
        Files.createDirectory(file);
        assertRefused(file, "it is a directory");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 99, 100, 5000})
    void textFile_isRefused(int size) throws IOException {
        Files.writeString(file, "x".repeat(size));
        assertRefusedUntouched("not an SQLite database");
    }

    @Test
    void databaseOfSomebodyElse_isRefused() throws Exception {
        Sqlite3.run(file, "PRAGMA application_id = 7; CREATE TABLE account (name TEXT)");
        assertRefusedUntouched("not a Micropay ledger (application id 0x00000007)");
    }

    @Test
    void databaseOfNobody_isRefused() throws Exception {
        Sqlite3.run(file, "PRAGMA journal_mode = WAL; CREATE TABLE account (name TEXT)");
        assertRefusedUntouched("not a Micropay ledger");
    }

    @Test
    void newerVersion_isRefused() throws Exception {
        SqliteAccountStore.open(file).close();
        int newer = SqliteSchema.VERSION + 1;
        Sqlite3.run(file, "PRAGMA user_version = " + newer);
        assertRefusedUntouched("it has schema version " + newer + ", and this program knows versions up to "
                + SqliteSchema.VERSION + "; use the newer program that wrote it");
    }

    @Test
    void truncatedFile_isRefused() throws IOException {
        SqliteAccountStore.open(file).close();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertRefusedUntouched("the file is damaged: restore it from a backup");
    }

    @Test
    void overwrittenPages_areRefused() throws IOException {
        SqliteAccountStore.open(file).close();
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 100, content.length, (byte) 0x55);
        Files.write(file, content);
        assertRefusedUntouched("the file is damaged: restore it from a backup");
    }

    @Test
    void missingTable_isRefused() throws Exception {
        SqliteAccountStore.open(file).close();
        Sqlite3.run(file, "DROP TABLE presence");
        assertRefused(file, "no such table: presence");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readOnlyFile_isRefused() throws IOException {
        SqliteAccountStore.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assumeFalse(Files.isWritable(file), "this user may write to anything");
        assertRefusedUntouched("it is read-only");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readOnlyDirectory_isRefused() throws IOException {
        SqliteAccountStore.open(file).close();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
        try {
            assumeFalse(Files.isWritable(directory), "this user may write to anything");
            assertRefusedUntouched("its directory is read-only");
            assertRefused(directory.resolve("other.db"), "make its directory writable");
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void lockedFile_isRefused() throws Exception {
        SqliteAccountStore.open(file).close();
        try (Sqlite3 shell = Sqlite3.holding(file, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;")) {
            assertThat(shell).isNotNull();
            assertRefused(file, "another program has locked it");
        }
        SqliteAccountStore.open(file).close();
    }

    @Test
    void delete_removesEverything() throws IOException {
        SqliteAccountStore.open(file).close();
        for (String name : new String[] {"server.db-wal", "server.db-shm", "server.db-journal", "server.db-other"}) {
            Files.writeString(directory.resolve(name), "left behind");
        }
        SqliteAccountStore.delete(file);
        assertThat(namesInDirectory()).containsExactly("server.db-other");
    }

    @Test
    void delete_ofNothingDoesNothing() throws IOException {
        SqliteAccountStore.delete(file);
        SqliteAccountStore.delete(directory.resolve("nowhere").resolve("server.db"));
        assertThat(namesInDirectory()).isEmpty();
    }

    @Test
    void delete_refusesWhatIsNotOurs() throws Exception {
        Sqlite3.run(file, "CREATE TABLE account (name TEXT)");
        byte[] before = Files.readAllBytes(file);
        assertRefusal(() -> SqliteAccountStore.delete(file), "cannot delete", "not a Micropay ledger");
        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void delete_refusesWhatIsInUse() throws Exception {
        SqliteAccountStore.open(file).close();
        try (Sqlite3 shell = Sqlite3.holding(file, "SELECT * FROM client;")) {
            assertThat(shell).isNotNull();
            assertRefusal(() -> SqliteAccountStore.delete(file), "cannot delete", "a program has it open");
        }
        assertThat(file).exists();
    }

    /** In one process, file locks are lost as soon as anybody opens and closes the file without SQLite. */
    @Test
    void secondLook_takesNoLocksAway() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file, SHORT);
                AccountStore second = SqliteAccountStore.open(file, SHORT);
                LedgerTransaction transaction = store.begin()) {
            new SqliteSamples(transaction).open(SqliteSamples.ALICE).save();
            assertRefusal(() -> SqliteAccountStore.delete(file), "cannot delete", "a program has it open");
            assertRefusal(second::begin, "cannot begin a transaction on", "another program has locked it");
            assertThat(Sqlite3.refusal(file, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE"))
                    .contains("database is locked");
        }
    }

    @Test
    void delete_removesWhatIsDamaged() throws IOException {
        SqliteAccountStore.open(file).close();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        SqliteAccountStore.delete(file);
        assertThat(namesInDirectory()).isEmpty();
    }

    private void assertRefusedUntouched(String reason) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertRefused(file, reason);
        assertThat(file).hasBinaryContent(before);
        assertThat(namesInDirectory()).containsExactly("server.db");
    }

    private static void assertRefused(Path file, String reason) {
        assertRefusal(() -> SqliteAccountStore.open(file, SHORT), "cannot open", reason);
    }

    /** One line with the operation, the reason and what to do. */
    private static void assertRefusal(ThrowingCallable action, String operation, String reason) {
        assertThatExceptionOfType(StoreException.class).isThrownBy(action).satisfies(e -> {
            assertThat(e.status()).isEqualTo(StatusCode.SERVER_FAILED);
            assertThat(e).hasMessageStartingWith(operation + " ledger file ").hasMessageContaining(reason);
            assertThat(e.getMessage()).hasLineCount(1);
        });
    }

    private Stream<String> namesInDirectory() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }
}
