package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micropay.error.StoreException;
import io.micropay.model.AccountId;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What the SQLite store owes beyond the contract: durability, and other programs at the same file. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SqliteAccountStoreTest {
    private static final Presence ONLINE = new Presence(new AccountId("alice"), true, "127.0.0.1", 1, 2);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("server.db");
    }

    @Test
    void committedRows_surviveClosing() {
        SqliteBooks books;
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            SqliteSamples.capture(store, SqliteSamples.hold(store, 100, Instant.EPOCH), 40);
            SqliteSamples.hold(store, 30, Instant.EPOCH);
            books = SqliteBooks.of(store).assertWhole();
        }
        try (AccountStore store = SqliteAccountStore.open(file)) {
            assertThat(SqliteBooks.of(store)).isEqualTo(books);
        }
    }

    @Test
    void committedRows_surviveTheProcess() throws Exception {
        SqliteChild.runAndKill(SqliteChild.Role.COMMIT, file, "3");
        assertThat(Files.size(directory.resolve("server.db-wal"))).isPositive();
        try (AccountStore store = SqliteAccountStore.open(file)) {
            assertThat(SqliteBooks.of(store).assertWhole().journal()).hasSize(5);
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
            save(
                    store,
                    accounts(
                            registered("zoe", 1, 10_000),
                            registered("Alice", 2, 7_000),
                            registered("bob", 3, 13_000),
                            issuance(-30_000)));
            save(
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
            save(store, accounts(registered("alice", 1, 5)));
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(accounts(registered("alice", 1, 6)));
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
            save(store, accounts(registered("alice", 1, 5)));
            Sqlite3.run(file, "UPDATE account SET balance = 6, state = 'FROZEN'");
            try (LedgerTransaction transaction = store.begin()) {
                Account account = transaction
                        .load(LedgerKeys.ofAccounts(alice))
                        .account(alice)
                        .orElseThrow();
                assertThat(account.balance()).isEqualTo(6);
                assertThat(account.state()).isEqualTo(AccountState.FROZEN);
            }
        }
    }

    /** In SQLite's key order, the one that was set aside later comes first. */
    @Test
    void dueHolds_areThoseOfTheEarliestTimeFirst() {
        Instant noon = Instant.parse("2027-01-01T12:00:00Z");
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            Hold late = SqliteSamples.hold(store, 1, noon.plusMillis(2));
            Hold first = SqliteSamples.hold(store, 2, noon);
            Hold second = SqliteSamples.hold(store, 3, noon);
            Hold ended = SqliteSamples.hold(store, 4, noon);
            SqliteSamples.capture(store, ended, 4);
            try (LedgerView view = store.view()) {
                assertThat(view.dueHolds(noon, 9)).isEmpty();
                assertThat(view.dueHolds(noon.plusNanos(1), 9)).containsExactly(first, second);
                assertThat(view.dueHolds(noon.plusMillis(2), 1)).containsExactly(first);
                assertThat(view.dueHolds(noon.plusMillis(3), 9)).containsExactly(first, second, late);
                assertThat(view.dueHolds(noon.plusMillis(3), 0)).isEmpty();
            }
        }
    }

    @Test
    void history_isReadPageByPage() {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            for (int count = 0; count < 7; count++) {
                SqliteSamples.pay(store);
            }
            List<JournalEntry> whole = SqliteBooks.of(store).histories().get(SqliteSamples.BOB);
            assertThat(whole).hasSize(8);
            List<JournalEntry> pages = new ArrayList<>();
            try (LedgerView view = store.view()) {
                for (long next = 9; next != 0; ) {
                    List<JournalEntry> page = view.history(SqliteSamples.BOB, next, 3);
                    assertThat(page).hasSizeBetween(1, 3);
                    pages.addAll(page);
                    next = page.get(page.size() - 1).previousOf(SqliteSamples.BOB);
                }
                assertThat(view.history(SqliteSamples.BOB, 9, 0)).isEmpty();
                assertThat(view.history(SqliteSamples.BOB, 99, 3)).isEmpty();
            }
            assertThat(pages).isEqualTo(whole);
        }
    }

    @Test
    void rowThatCannotBeWritten_takesNoOtherRowAlong() {
        Account good = registered("alice", 1, 5);
        Account beyondCounting =
                new Account(new AccountId("bob"), good.keys(), 5, 0, AccountState.OPEN, 0, Instant.MAX);
        try (AccountStore store = SqliteAccountStore.open(file)) {
            try (LedgerTransaction transaction = store.begin()) {
                assertThatExceptionOfType(ArithmeticException.class)
                        .isThrownBy(() -> transaction.save(accounts(good, beyondCounting)));
                assertThatIllegalStateException().isThrownBy(transaction::commit);
            }
            save(store, accounts(registered("carol", 3, 5)));
            try (LedgerView view = store.view()) {
                assertThat(view.accounts(Optional.empty(), 9)).containsExactly(registered("carol", 3, 5));
            }
        }
    }

    /** RAISE(ROLLBACK) does what SQLite does by itself when the disk is full. */
    @Test
    void transactionEndedBySqlite_leavesNothingAndTheStoreUsable() throws Exception {
        try (AccountStore store = SqliteAccountStore.open(file)) {
            save(store, accounts(registered("alice", 1, 5)));
            Sqlite3.run(
                    file, "CREATE TRIGGER boom BEFORE INSERT ON presence BEGIN SELECT RAISE(ROLLBACK, 'boom'); END");
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(accounts(registered("alice", 1, 6)));
                LedgerChanges failing = LedgerChanges.ofPresences(List.of(ONLINE));
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
            save(store, accounts(registered("alice", 1, 5)));
            Sqlite3.run(
                    file,
                    "CREATE TABLE orphan (account TEXT REFERENCES account DEFERRABLE INITIALLY DEFERRED);"
                            + " CREATE TRIGGER boom AFTER INSERT ON presence"
                            + " BEGIN INSERT INTO orphan VALUES ('nobody'); END");
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(accounts(registered("alice", 1, 6)));
                transaction.save(LedgerChanges.ofPresences(List.of(ONLINE)));
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
            save(store, accounts(registered("alice", 1, 5)));
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
            save(store, accounts(registered("alice", 1, 5)));
            assertThat(view.accounts(Optional.empty(), 9)).isEmpty();
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
        assertThat(view.accounts(Optional.empty(), 9)).isEmpty();
        view.close();
        SqliteAccountStore.delete(file);
        assertThat(directory).isEmptyDirectory();
    }

    private void assertStillWorks(AccountStore store) {
        assertThat(account(store, new AccountId("alice")).balance()).isEqualTo(5);
        AccountId alice = new AccountId("alice");
        try (LedgerTransaction transaction = store.begin()) {
            Account account = transaction
                    .load(LedgerKeys.ofAccounts(alice))
                    .account(alice)
                    .orElseThrow();
            assertThat(account.balance()).isEqualTo(5);
            transaction.save(accounts(account.after(8, 0, 0)));
            transaction.save(LedgerChanges.ofPresences(List.of(ONLINE)));
            transaction.commit();
        }
        assertThat(account(store, alice).balance()).isEqualTo(8);
    }

    private static Account registered(String name, int order, long balance) {
        return new Account(
                new AccountId(name),
                Optional.of(SqliteSamples.keys(order)),
                balance,
                0,
                AccountState.OPEN,
                0,
                SqliteSamples.at(order));
    }

    private static Account issuance(long balance) {
        return new Account(AccountId.ISSUANCE, Optional.empty(), balance, 0, AccountState.OPEN, 0, SqliteSamples.at(0));
    }

    private static LedgerChanges accounts(Account... accounts) {
        return new LedgerChanges(
                List.of(accounts), List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    private static void save(AccountStore store, LedgerChanges changes) {
        try (LedgerTransaction transaction = store.begin()) {
            transaction.save(changes);
            transaction.commit();
        }
    }

    private static Account account(AccountStore store, AccountId id) {
        try (LedgerView view = store.view()) {
            return view.load(LedgerKeys.ofAccounts(id)).account(id).orElseThrow();
        }
    }

    private Path create() {
        SqliteAccountStore.open(file).close();
        return file;
    }
}
