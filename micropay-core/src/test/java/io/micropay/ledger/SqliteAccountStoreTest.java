package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micropay.error.StoreException;
import io.micropay.model.AccountId;
import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the SQLite store owes beyond the contract: durability, and other programs at the same file. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SqliteAccountStoreTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("server.db");
    }

    @Test
    void committedRows_surviveClosing() {
        LedgerModel expected = new LedgerModel();
        LedgerChanges entries = LedgerSamples.ofEntries(1, 1, 20);
        LedgerChanges changes = new LedgerChanges(
                List.of(LedgerSamples.account(1, 100), LedgerSamples.issuance(-100)),
                entries.orders(),
                entries.entries(),
                entries.checkpoint(),
                List.of(LedgerSamples.credential(1, 1)),
                List.of(LedgerSamples.online(1, 8080)));
        expected.apply(changes);
        try (AccountStore store = SqliteAccountStore.open(file)) {
            AccountStoreContract.save(store, changes);
        }
        try (AccountStore store = SqliteAccountStore.open(file);
                LedgerView view = store.view()) {
            expected.assertSeenBy(view);
        }
    }

    @Test
    void committedRows_surviveTheProcess() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProgram.class.getName(),
                        file.toString())
                .redirectError(new File(directory.toFile(), "errors.txt"))
                .start();
        try (BufferedReader output = child.inputReader()) {
            assertThat(output.readLine())
                    .as(() -> "what the child says; errors in " + directory)
                    .isEqualTo("committed");
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(Files.size(directory.resolve("server.db-wal"))).isPositive();
        try (AccountStore store = SqliteAccountStore.open(file)) {
            assertThat(AccountStoreContract.account(store, LedgerSamples.name(1)))
                    .isEqualTo(LedgerSamples.account(1, 100));
        }
    }

    @Test
    void commits_areSynchronous() throws SQLException {
        List<String> settings = SqliteConnection.open(create(), Duration.ofSeconds(1), jdbc -> {
            SqliteWriter.configure(jdbc);
            try (jdbc;
                    Statement statement = jdbc.createStatement()) {
                List<String> found = new ArrayList<>();
                for (String name : List.of("journal_mode", "synchronous", "foreign_keys", "fullfsync")) {
                    found.add(name + " "
                            + statement.executeQuery("PRAGMA " + name).getString(1));
                }
                return found;
            }
        });
        assertThat(settings).containsExactly("journal_mode wal", "synchronous 2", "foreign_keys 1", "fullfsync 1");
    }

    @Test
    void clientView_showsTheColumnsOfTheManual() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            AccountStoreContract.save(
                    store,
                    LedgerSamples.ofAccounts(
                            registered("zoe", 1, 10_000),
                            registered("Alice", 2, 7_000),
                            registered("bob", 3, 13_000),
                            LedgerSamples.issuance(-30_000)));
            AccountStoreContract.save(
                    store,
                    LedgerChanges.ofPresences(List.of(
                            Presence.offline(new AccountId("bob")),
                            new Presence(new AccountId("Alice"), true, "127.0.0.1", 57_609, 40_001))));
        }
        assertThat(Sqlite3.run(file, "select name from pragma_table_info('client')"))
                .containsExactly("username", "ip", "public_port", "private_port", "online_status", "balance");
        assertThat(Sqlite3.run(file, "select * from client"))
                .containsExactly("zoe|-1|-1|-1|0|10000", "Alice|127.0.0.1|57609|40001|1|7000", "bob||-1|-1|0|13000");
    }

    @Test
    void otherProcess_readsWhileATransactionIsOpen() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            AccountStoreContract.save(store, LedgerSamples.ofAccounts(registered("alice", 1, 5)));
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(LedgerSamples.ofAccounts(registered("alice", 1, 6)));
                assertThat(Sqlite3.run(file, "select username, balance from client"))
                        .containsExactly("alice|5");
                transaction.commit();
            }
            assertThat(Sqlite3.run(file, "select username, balance from client"))
                    .containsExactly("alice|6");
        }
    }

    @Test
    void whatAnotherProcessWrites_isSeenByTheNextTransaction() throws Exception {
        AccountId alice = new AccountId("alice");
        try (AccountStore store = SqliteAccountStore.open(file)) {
            AccountStoreContract.save(store, LedgerSamples.ofAccounts(registered("alice", 1, 5)));
            Sqlite3.run(file, "UPDATE account SET balance = 6, frozen = 1");
            try (LedgerTransaction transaction = store.begin()) {
                Account account = transaction
                        .load(LedgerKeys.ofAccounts(alice))
                        .account(alice)
                        .orElseThrow();
                assertThat(account.balance()).isEqualTo(6);
                assertThat(account.frozen()).isTrue();
            }
        }
    }

    @Test
    void lockOfAnotherProcess_isWaitedForAndThenReported() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file, Duration.ofMillis(50))) {
            try (Sqlite3 shell = Sqlite3.holding(file, "BEGIN IMMEDIATE;")) {
                assertThat(shell).isNotNull();
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(store::begin)
                        .withMessageContaining("another program has locked it");
                store.view().close();
            }
            store.begin().close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "journal, UPDATE journal SET amount = 7, the journal is append-only: entries are never changed",
        "journal, DELETE FROM journal, the journal is append-only: entries are never deleted",
        "payment_order, UPDATE payment_order SET status = 130, decided orders are final: they are never changed",
        "payment_order, DELETE FROM payment_order, decided orders are final: they are never deleted",
        "checkpoint, UPDATE checkpoint SET tree_size = 1, the checkpoint chain is append-only: checkpoints are never changed",
        "checkpoint, DELETE FROM checkpoint, the checkpoint chain is append-only: checkpoints are never deleted"
    })
    void history_isNotRewritten(String table, String sql, String message) throws SQLException {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            AccountStoreContract.save(store, LedgerSamples.ofEntries(1, 1, 5));
        }
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(sql))
                    .withMessageContaining(message);
            assertThat(statement.executeQuery("SELECT count(*) FROM " + table).getInt(1))
                    .isPositive();
        }
    }

    @Test
    void rowThatCannotBeWritten_takesNoOtherRowAlong() {
        Account good = registered("alice", 1, 5);
        Account beyondCounting = new Account(new AccountId("bob"), good.keys(), 5, 0, false, Instant.MAX);
        try (AccountStore store = SqliteAccountStore.open(file)) {
            try (LedgerTransaction transaction = store.begin()) {
                assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(() -> transaction.save(LedgerSamples.ofAccounts(good, beyondCounting)));
                assertThatIllegalStateException().isThrownBy(transaction::commit);
            }
            AccountStoreContract.save(store, LedgerSamples.ofAccounts(registered("carol", 3, 5)));
            try (LedgerView view = store.view()) {
                assertThat(view.accounts(Optional.empty(), 9)).containsExactly(registered("carol", 3, 5));
            }
        }
    }

    /** RAISE(ROLLBACK) does what SQLite does by itself when the disk is full. */
    @Test
    void transactionEndedBySqlite_leavesNothingAndTheStoreUsable() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            AccountStoreContract.save(store, LedgerSamples.ofAccounts(registered("alice", 1, 5)));
            Sqlite3.run(
                    file, "CREATE TRIGGER boom BEFORE INSERT ON presence BEGIN SELECT RAISE(ROLLBACK, 'boom'); END");
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(LedgerSamples.ofAccounts(registered("alice", 1, 6)));
                LedgerChanges failing = LedgerChanges.ofPresences(List.of(LedgerSamples.online(1, 1)));
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> transaction.save(failing))
                        .withMessageContaining("cannot write to ledger file " + file.toRealPath())
                        .withMessageContaining("boom");
                assertThatIllegalStateException().isThrownBy(transaction::commit);
            }
            Sqlite3.run(file, "DROP TRIGGER boom");
            assertStillWorks(store);
        }
    }

    @Test
    void failedCommit_leavesNothingAndTheStoreUsable() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            AccountStoreContract.save(store, LedgerSamples.ofAccounts(registered("alice", 1, 5)));
            Sqlite3.run(
                    file,
                    "CREATE TABLE orphan (account TEXT REFERENCES account DEFERRABLE INITIALLY DEFERRED);"
                            + " CREATE TRIGGER boom AFTER INSERT ON presence"
                            + " BEGIN INSERT INTO orphan VALUES ('nobody'); END");
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(LedgerSamples.ofAccounts(registered("alice", 1, 6)));
                transaction.save(LedgerChanges.ofPresences(List.of(LedgerSamples.online(1, 1))));
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(transaction::commit)
                        .withMessageContaining("cannot commit to ledger file");
            }
            Sqlite3.run(file, "DROP TRIGGER boom");
            assertStillWorks(store);
        }
    }

    @Test
    void rowThatMakesNoSense_isReported() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            AccountStoreContract.save(store, LedgerSamples.ofAccounts(registered("alice", 1, 5)));
            Sqlite3.run(file, "UPDATE account SET name = 'not a name'");
            try (LedgerView view = store.view()) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> view.accounts(Optional.empty(), 9))
                        .withMessageContaining("a row does not make sense");
            }
        }
    }

    @Test
    void secondTransactionOfAThread_isRefusedInsteadOfWaitingForEver() {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            try (LedgerTransaction first = store.begin()) {
                assertThatIllegalStateException().isThrownBy(store::begin).withMessageContaining("close it first");
                first.commit();
            }
            store.begin().close();
        }
    }

    @Test
    void view_showsTheMomentOfItsOpening() {
        try (AccountStore store = SqliteAccountStore.open(file);
                LedgerView view = store.view()) {
            AccountStoreContract.save(store, LedgerSamples.ofAccounts(registered("alice", 1, 5)));
            new LedgerModel().assertSeenBy(view);
        }
    }

    @Test
    void tooManyViews_areRefused() {
        try (AccountStore store = SqliteAccountStore.open(file, Duration.ofMillis(50))) {
            List<LedgerView> views = new ArrayList<>();
            for (int count = 0; count < SqliteReaders.LIMIT; count++) {
                views.add(store.view());
            }
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(store::view)
                    .withMessageContaining("16 views are open already");
            views.remove(0).close();
            views.add(store.view());
            views.forEach(LedgerView::close);
        }
    }

    @Test
    void viewOpenAtClose_isReadToItsEnd() throws Exception {
        LedgerView view;
        try (AccountStore store = SqliteAccountStore.open(file)) {
            view = store.view();
        }
        new LedgerModel().assertSeenBy(view);
        view.close();
        SqliteAccountStore.delete(file);
        assertThat(directory).isEmptyDirectory();
    }

    private void assertStillWorks(AccountStore store) {
        assertThat(AccountStoreContract.account(store, new AccountId("alice")).balance())
                .isEqualTo(5);
        AccountId alice = new AccountId("alice");
        try (LedgerTransaction transaction = store.begin()) {
            Account account = transaction
                    .load(LedgerKeys.ofAccounts(alice))
                    .account(alice)
                    .orElseThrow();
            assertThat(account.balance()).isEqualTo(5);
            transaction.save(LedgerSamples.ofAccounts(account.withBalance(8)));
            transaction.save(LedgerChanges.ofPresences(List.of(LedgerSamples.online(1, 1))));
            transaction.commit();
        }
        assertThat(AccountStoreContract.account(store, alice).balance()).isEqualTo(8);
    }

    private static Account registered(String name, int order, long balance) {
        return new Account(
                new AccountId(name),
                Optional.of(LedgerSamples.keys(order)),
                balance,
                0,
                false,
                Instant.ofEpochMilli(1_767_225_600_000L + order));
    }

    private Path create() {
        SqliteAccountStore.open(file).close();
        return file;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
