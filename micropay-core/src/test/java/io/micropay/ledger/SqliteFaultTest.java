package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.error.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store does when the disk, the file or another program lets it down. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SqliteFaultTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final int WAL_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int FRAME = FRAME_HEADER + SqliteDamage.PAGE;
    private static final int COMMITS = 8;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("server.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEGIN IMMEDIATE;", "BEGIN EXCLUSIVE;"})
    void lockOfAnotherProcess_isPassing(String lock) throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file, SHORT)) {
            SqliteSamples.openAccounts(store);
            try (Sqlite3 shell = Sqlite3.holding(file, lock)) {
                assertThat(shell).isNotNull();
                assertFails(store::begin, "another program has locked it", true);
                store.view().close();
            }
            SqliteSamples.pay(store);
            SqliteBooks.of(store).assertWhole();
        }
    }

    @Test
    void exclusiveLockOfAnotherProcess_keepsTheFileShut() throws Exception {
        SqliteAccountStore.open(file).close();
        String lock = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;";
        try (Sqlite3 shell = Sqlite3.holding(file, lock)) {
            assertThat(shell).isNotNull();
            assertFails(() -> SqliteAccountStore.open(file, SHORT), "another program has locked it", true);
        }
        SqliteAccountStore.open(file).close();
    }

    /** SQLite's own limit on the size of the file stands in for a full disk. */
    @Test
    void fullDisk_whileRowsAreSaved_leavesNothingAndTheStoreUsable() throws SQLException {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            SqliteBooks before = SqliteBooks.of(store);
            try (SqliteTransaction transaction = (SqliteTransaction) store.begin()) {
                limitPages(transaction, 1);
                SqliteSamples batch = payments(transaction, 500);
                assertFails(batch::save, "make room on the disk", false);
            }
            assertThat(SqliteBooks.of(store)).isEqualTo(before);
            try (SqliteTransaction transaction = (SqliteTransaction) store.begin()) {
                limitPages(transaction, 1_000_000);
                payments(transaction, 500).save();
                transaction.commit();
            }
            assertThat(SqliteBooks.of(store).assertWhole().journal()).hasSize(502);
        }
    }

    private static void limitPages(SqliteTransaction transaction, int pages) throws SQLException {
        try (Statement statement = transaction.connection().jdbc().createStatement()) {
            statement.execute("PRAGMA max_page_count = " + pages);
        }
    }

    /** A limit on the size of its files makes the write of a commit fail half-way; raising it is making room. */
    @SuppressWarnings("try") // the process has to be gone before its file is opened here
    @Test
    @EnabledOnOs(OS.LINUX)
    void failedWriteOfACommit_leavesNothingAndTheStoreUsable() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
        }
        try (SqliteChild child = SqliteChild.start(SqliteChild.Role.PAY, file, "200")) {
            limitFiles(child, "1000000:unlimited");
            List<String> failures = new ArrayList<>();
            int paid = 0;
            // The first failure may go by itself, because a log that is moved to the ledger begins anew.
            for (int row = 0; row < 3; ) {
                String outcome = child.next();
                row = outcome.equals("paid") ? 0 : row + 1;
                paid += outcome.equals("paid") ? 1 : 0;
                failures.addAll(outcome.equals("paid") ? List.of() : List.of(outcome));
            }
            assertThat(paid).isPositive();
            assertThat(failures.get(0))
                    .startsWith("commit failed: cannot commit to ledger file " + file.toRealPath())
                    .contains("the disk or the file system failed");
            assertThat(Sqlite3.run(file, "SELECT max(sequence) FROM journal"))
                    .containsExactly(String.valueOf(2 + 200 * paid));
            limitFiles(child, "unlimited");
            assertThat(child.next()).isEqualTo("paid");
            assertThat(child.next()).isEqualTo("paid");
            child.close();
            try (AccountStore store = SqliteAccountStore.open(file)) {
                assertThat(SqliteBooks.of(store).assertWhole().journal()).hasSize(2 + 200 * (paid + 2));
            }
        }
    }

    private static void limitFiles(SqliteChild child, String bytes) throws Exception {
        Process prlimit = new ProcessBuilder("prlimit", "--fsize=" + bytes, "--pid", String.valueOf(child.pid()))
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor()).isZero();
    }

    /** What is read of a ledger with an overwritten page is what was written, or nothing. */
    @Test
    void overwrittenPage_isReportedOrHarmless() throws Exception {
        SqliteBooks books = writeLedger(200);
        byte[] whole = Files.readAllBytes(file);
        int reported = 0;
        for (int from = 0; from < whole.length; from += SqliteDamage.PAGE) {
            Files.write(file, whole);
            SqliteDamage.overwrite(file, from, SqliteDamage.PAGE);
            try (AccountStore store = SqliteAccountStore.open(file)) {
                assertThat(SqliteBooks.of(store)).isEqualTo(books);
            } catch (StoreException e) {
                reported++;
                assertThat(e).hasMessageContaining(file.toRealPath().toString());
                assertThat(e.isTransient()).isFalse();
            }
        }
        assertThat(reported).isGreaterThan(whole.length / SqliteDamage.PAGE / 2);
    }

    @Test
    void truncatedFile_isRefused() throws Exception {
        writeLedger(50);
        byte[] whole = Files.readAllBytes(file);
        for (int size = 600; size < whole.length; size += 997) {
            Files.write(file, whole);
            SqliteDamage.truncate(file, size);
            assertFails(() -> SqliteAccountStore.open(file), "the file is damaged: restore it from a backup", false);
        }
    }

    /** A power failure may leave any part of what was being written; what was committed before is there. */
    @Test
    void tornLog_losesWhatWasNotCommitted_andNothingElse() throws Exception {
        byte[] log = writeLogOfAKilledProcess();
        SqliteBooks all = booksAfter(log);
        assertThat(all.journal()).hasSize(COMMITS + 2);
        for (int size = 0; size <= log.length; size += 1 + FRAME / 3) {
            byte[] torn = ByteBuffer.allocate(size).put(log, 0, size).array();
            SqliteBooks books = booksAfter(torn);
            books.assertPrefixOf(all);
            assertThat(books.journal()).as("log of " + size).hasSize(entriesIn(log, size));
        }
    }

    @Test
    void damagedLog_endsBeforeTheDamage() throws Exception {
        byte[] log = writeLogOfAKilledProcess();
        SqliteBooks all = booksAfter(log);
        for (int at = WAL_HEADER; at < log.length; at += FRAME - 7) {
            byte[] damaged = log.clone();
            damaged[at] ^= 0x10;
            SqliteBooks books = booksAfter(damaged);
            books.assertPrefixOf(all);
            int frame = (at - WAL_HEADER) / FRAME;
            assertThat(books.journal()).as("bit at " + at).hasSize(entriesIn(log, WAL_HEADER + frame * FRAME));
        }
    }

    /** The first commit opens two accounts, every other one is a payment. */
    private static int entriesIn(byte[] log, int size) {
        int commits = 0;
        for (int frame = WAL_HEADER; frame + FRAME <= size; frame += FRAME) {
            int pagesAfterCommit = ByteBuffer.wrap(log).getInt(frame + Integer.BYTES);
            commits += pagesAfterCommit == 0 ? 0 : 1;
        }
        return commits == 0 ? 0 : commits + 1;
    }

    /** Leaves a ledger without rows, because all that was committed is in the log. */
    private byte[] writeLogOfAKilledProcess() throws IOException {
        SqliteChild.runAndKill(SqliteChild.Role.COMMIT, file, String.valueOf(COMMITS));
        return Files.readAllBytes(directory.resolve("server.db-wal"));
    }

    private SqliteBooks booksAfter(byte[] log) throws IOException {
        Path place = Files.createTempDirectory(directory, "copy");
        Path copy = place.resolve("server.db");
        Files.copy(file, copy);
        Files.write(place.resolve("server.db-wal"), log);
        try (AccountStore store = SqliteAccountStore.open(copy)) {
            return SqliteBooks.of(store).assertWhole();
        }
    }

    private SqliteBooks writeLedger(int payments) {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            try (LedgerTransaction transaction = store.begin()) {
                payments(transaction, payments).save();
                transaction.commit();
            }
            return SqliteBooks.of(store).assertWhole();
        }
    }

    private static SqliteSamples payments(LedgerTransaction transaction, int count) {
        SqliteSamples batch = new SqliteSamples(transaction);
        for (int payment = 0; payment < count; payment++) {
            batch.pay(SqliteSamples.ALICE, SqliteSamples.BOB, 1);
        }
        return batch;
    }

    private void assertFails(ThrowingCallable action, String reason, boolean passing) {
        String name = SqliteFile.resolved(file).toString();
        assertThatExceptionOfType(StoreException.class).isThrownBy(action).satisfies(e -> {
            assertThat(e).hasMessageContaining(name).hasMessageContaining(reason);
            assertThat(e.getMessage()).hasLineCount(1);
            assertThat(e.isTransient()).isEqualTo(passing);
        });
    }
}
