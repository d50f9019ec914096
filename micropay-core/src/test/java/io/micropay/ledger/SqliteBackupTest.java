package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micropay.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of a ledger that is in use. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SqliteBackupTest {
    private static final int COMMITS = 20;

    @TempDir
    Path directory;

    private Path file;
    private Path copy;

    @BeforeEach
    void nameFiles() {
        file = directory.resolve("server.db");
        copy = directory.resolve("copy.db");
    }

    @Test
    void copiesWhileAWriterCommits_areWholeLedgersOfAMoment() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch committed = new CountDownLatch(COMMITS);
        try (SqliteAccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            Future<?> writing = executor.submit(() -> {
                while (!done.get()) {
                    SqliteSamples.pay(store);
                    SqliteSamples.pay(store, SqliteSamples.BOB, SqliteSamples.ALICE, 1);
                    committed.countDown();
                }
            });
            committed.await();
            for (int number = 1; number <= 5; number++) {
                store.backup(directory.resolve("copy" + number + ".db"));
            }
            done.set(true);
            writing.get();
            SqliteBooks source = SqliteBooks.of(store).assertWhole();
            long before = 2 + COMMITS;
            for (int number = 1; number <= 5; number++) {
                SqliteBooks books = booksOf(directory.resolve("copy" + number + ".db"));
                books.assertPrefixOf(source);
                assertThat(books.journal()).hasSizeGreaterThanOrEqualTo(Math.toIntExact(before));
                before = books.journal().size();
            }
        } finally {
            done.set(true);
            executor.shutdown();
        }
    }

    @Test
    void copy_hasEveryRow_andIsALedgerOfItsOwn() {
        SqliteBooks books;
        try (SqliteAccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            Hold hold = SqliteSamples.hold(store, 100, Instant.EPOCH);
            SqliteSamples.hold(store, 50, Instant.EPOCH);
            SqliteSamples.capture(store, hold, 60);
            SqliteSamples.settle(store, SqliteSamples.claim(store, 1), 3);
            SqliteSamples.claim(store, 2);
            books = SqliteBooks.of(store).assertWhole();
            store.backup(copy);
            SqliteSamples.pay(store);
        }
        assertThat(booksOf(copy)).isEqualTo(books);
        try (AccountStore store = SqliteAccountStore.open(copy)) {
            SqliteSamples.pay(store, SqliteSamples.BOB, SqliteSamples.ALICE, 7);
            SqliteBooks.of(store).assertWhole();
        }
    }

    /** The open transaction holds the write lock all the time. */
    @Test
    void copy_hasNothingOfAnOpenTransaction() {
        try (SqliteAccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            SqliteBooks books = SqliteBooks.of(store);
            try (LedgerTransaction transaction = store.begin()) {
                new SqliteSamples(transaction)
                        .pay(SqliteSamples.ALICE, SqliteSamples.BOB, 5)
                        .save();
                store.backup(copy);
                transaction.commit();
            }
            assertThat(booksOf(copy)).isEqualTo(books);
        }
    }

    @Test
    void ledgerOfAnotherProcess_isCopiedWithItsLog() throws IOException {
        try (SqliteChild child = SqliteChild.start(SqliteChild.Role.COMMIT, file, "3")) {
            assertThat(Files.size(directory.resolve("server.db-wal"))).isPositive();
            SqliteAccountStore.backup(file, copy);
            assertThat(child.pid()).isPositive();
        }
        assertThat(booksOf(copy).journal()).hasSize(5);
    }

    @Test
    void copyOfAnEarlierSchema_keepsIt() throws IOException {
        Files.copy(SqliteBackupTest.class.getResourceAsStream("ledger-schema-1.db"), file);
        SqliteAccountStore.backup(file, copy);
        assertThat(Sqlite3.run(copy, "PRAGMA user_version; PRAGMA application_id; SELECT max(sequence) FROM journal"))
                .containsExactly("1", "1297105241", "49");
        booksOf(copy);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void copy_isOneFileForItsOwnerOnly() throws IOException {
        SqliteAccountStore.open(file).close();
        SqliteAccountStore.backup(file, copy);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
        assertOnly("copy.db", "server.db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with space.db", "100%25.db", "c#.db", "übergröße.db", "file:x.db", "a?mode=memory", "it's.db"})
    @DisabledOnOs(OS.WINDOWS)
    void oddNames_areJustNames(String name) throws IOException {
        SqliteAccountStore.open(file).close();
        SqliteAccountStore.backup(file, directory.resolve(name));
        assertOnly(name, "server.db");
    }

    @Test
    void fileThatExists_isLeftAsItIs() throws IOException {
        SqliteAccountStore.open(file).close();
        Files.writeString(copy, "precious");
        assertRefused(() -> SqliteAccountStore.backup(file, copy), copy + " exists already");
        assertRefused(() -> SqliteAccountStore.backup(file, file), "exists already");
        assertThat(copy).hasContent("precious");
        assertOnly("copy.db", "server.db");
    }

    @Test
    void unfinishedCopy_isNotTakenOver() throws IOException {
        SqliteAccountStore.open(file).close();
        Path part = Files.writeString(directory.resolve("copy.db.part"), "somebody is at work");
        assertRefused(() -> SqliteAccountStore.backup(file, copy), part + " is there already");
        assertThat(part).hasContent("somebody is at work");
    }

    @Test
    void whatCannotBeCopied_isRefused() throws IOException {
        assertRefused(() -> SqliteAccountStore.backup(file, copy), "it does not exist");
        Files.createFile(file);
        assertRefused(() -> SqliteAccountStore.backup(file, copy), "it is empty");
        Files.writeString(file, "x".repeat(200));
        assertRefused(() -> SqliteAccountStore.backup(file, copy), "it is not an SQLite database");
        Files.delete(file);
        SqliteAccountStore.open(file).close();
        Path nowhere = directory.resolve("nowhere").resolve("copy.db");
        assertRefused(() -> SqliteAccountStore.backup(file, nowhere), "the directory of " + nowhere);
        assertOnly("server.db");
    }

    @Test
    void damagedLedger_leavesNoCopy() throws IOException {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
        }
        SqliteDamage.overwriteTable(file, "journal");
        assertRefused(() -> SqliteAccountStore.backup(file, copy), "the file is damaged");
        assertOnly("server.db");
    }

    @Test
    void closedStore_copiesNothing() throws IOException {
        SqliteAccountStore store = SqliteAccountStore.open(file);
        store.close();
        assertThatIllegalStateException().isThrownBy(() -> store.backup(copy));
        assertOnly("server.db");
    }

    private static SqliteBooks booksOf(Path ledger) {
        try (AccountStore store = SqliteAccountStore.open(ledger)) {
            return SqliteBooks.of(store).assertWhole();
        }
    }

    private void assertRefused(ThrowingCallable backup, String reason) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(backup)
                .withMessageStartingWith("cannot back up ledger file " + directory)
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.isTransient()).isFalse());
    }

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(names);
        }
    }
}
