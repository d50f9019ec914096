package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.LedgerAudit;
import io.micropay.model.AccountId;
import io.micropay.model.AuditReport;
import io.micropay.model.EntryKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ledgers that earlier versions wrote, and what becomes of them. */
class SqliteMigrationTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("Bob");
    private static final AccountId CAROL = new AccountId("carol");
    private static final AccountId DAVE = new AccountId("dave");
    private static final AccountId ERIN = new AccountId("erin");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("server.db");
    }

    /** The files, and how they were made, are described beside them. */
    private void writeLedgerOfSchema(int version) throws IOException {
        String name = "ledger-schema-" + version + ".db";
        try (InputStream content = SqliteMigrationTest.class.getResourceAsStream(name)) {
            assertThat(content).as(name).isNotNull();
            Files.copy(content, file);
        }
    }

    @Test
    void everySchema_hasALedgerHere() throws IOException {
        for (int version = 1; version <= SqliteSchema.VERSION; version++) {
            Files.deleteIfExists(file);
            writeLedgerOfSchema(version);
            assertThat(Sqlite3.run(file, "PRAGMA user_version")).containsExactly(String.valueOf(version));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void earlierLedger_isWhole(int version) throws IOException {
        writeLedgerOfSchema(version);
        List<String> before = unchangedColumns();
        SqliteBooks books;
        try (AccountStore store = SqliteAccountStore.open(file)) {
            books = SqliteBooks.of(store).assertWhole();
        }
        assertThat(unchangedColumns()).isEqualTo(before).hasSizeGreaterThan(50);
        assertThat(Sqlite3.run(file, "PRAGMA user_version; PRAGMA foreign_key_check; PRAGMA integrity_check"))
                .containsExactly(String.valueOf(SqliteSchema.VERSION), "ok");
        try (AccountStore store = SqliteAccountStore.open(file)) {
            assertThat(SqliteBooks.of(store)).isEqualTo(books);
        }
    }

    /** Whatever is in a ledger of the first schema, in the words that are still used. */
    private List<String> unchangedColumns() throws IOException {
        return Sqlite3.run(
                file,
                "SELECT name, balance, held, registered_at FROM account ORDER BY name;"
                        + " SELECT account, hex(account_key_id), hex(sealing_key) FROM account_key ORDER BY account;"
                        + " SELECT sequence, kind, debit, credit, amount, hex(order_id), at, hex(statement), checkpoint,"
                        + " leaf_index, hex(audit_path) FROM journal ORDER BY sequence;"
                        + " SELECT hex(id), hex(digest), payer, payee, status, sequence, hex(request) FROM payment_order"
                        + " ORDER BY sequence;"
                        + " SELECT number, hex(digest), hex(previous), tree_size, hex(root), hex(signature)"
                        + " FROM checkpoint ORDER BY number;"
                        + " SELECT hex(session_key_id), account, hex(signature) FROM credential ORDER BY session_key_id;"
                        + " SELECT * FROM client");
    }

    @Test
    void firstSchema_isBroughtUpToDate() throws IOException {
        writeLedgerOfSchema(1);
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteBooks books = SqliteBooks.of(store);
            assertThat(books.balances())
                    .isEqualTo(Map.of(
                            ALICE,
                            11_300L,
                            BOB,
                            21_200L,
                            CAROL,
                            0L,
                            DAVE,
                            7_500L,
                            ERIN,
                            10_000L,
                            AccountId.ISSUANCE,
                            -50_000L));
            assertThat(books.accounts())
                    .filteredOn(account -> account.state() == AccountState.FROZEN)
                    .extracting(Account::id)
                    .containsExactly(DAVE);
            assertThat(books.journal()).extracting(JournalEntry::kind).contains(EntryKind.REJECTION);
            assertThat(books.histories().get(DAVE))
                    .extracting(JournalEntry::sequence)
                    .containsExactly(46L, 45L, 4L);
            assertThat(books.histories().get(ERIN))
                    .extracting(JournalEntry::sequence)
                    .containsExactly(5L);
        }
    }

    /** It was audited when it was written, and every schema to come has to leave it so. */
    @ParameterizedTest
    @CsvSource({"3, 20", "4, 24"})
    void laterSchema_passesAnAudit(int version, long orders) throws Exception {
        writeLedgerOfSchema(version);
        String certificate = "ledger-schema-" + version + ".crt";
        try (InputStream content = SqliteMigrationTest.class.getResourceAsStream(certificate);
                AccountStore store = SqliteAccountStore.open(file)) {
            X509Certificate server =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(content);
            AuditReport report = LedgerAudit.builder(store, server).build().run();
            assertThat(report.credentials()).isEqualTo(17);
            assertThat(report.orders()).isEqualTo(orders);
        }
    }

    @Test
    void paymentsGoOn_afterAMigration() throws IOException {
        writeLedgerOfSchema(1);
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.pay(store, ALICE, ERIN, 300);
            SqliteSamples.pay(store, BOB, ALICE, 200);
            SqliteBooks.of(store).assertWhole();
        }
        try (AccountStore store = SqliteAccountStore.open(file)) {
            assertThat(SqliteBooks.of(store).assertWhole().balances())
                    .containsEntry(ALICE, 11_200L)
                    .containsEntry(ERIN, 10_300L)
                    .containsEntry(BOB, 21_000L);
        }
        assertThat(Sqlite3.run(file, "SELECT username, online_status, balance FROM client"))
                .containsExactly("alice|0|11200", "Bob|0|21000", "carol|0|0", "dave|0|7500", "erin|0|10300");
    }

    /** Schema 4 is the first one that has a place for them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void claims_areTaken_afterAMigration(int version) throws IOException {
        writeLedgerOfSchema(version);
        Claim settled;
        Claim unsettled;
        try (AccountStore store = SqliteAccountStore.open(file)) {
            assertThat(SqliteBooks.of(store).claims()).isEmpty();
            settled = SqliteSamples.settle(store, SqliteSamples.claim(store, 1), 3);
            unsettled = SqliteSamples.claim(store, 2);
        }
        try (AccountStore store = SqliteAccountStore.open(file)) {
            assertThat(SqliteBooks.of(store).assertWhole().claims()).containsExactly(settled, unsettled);
        }
        try (AccountStore store = SqliteAccountStore.openReadOnly(file)) {
            assertThat(SqliteBooks.of(store).claims()).containsExactly(settled, unsettled);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void newLedger_hasTheSameTablesAsAnEarlierOne(int version) throws IOException {
        writeLedgerOfSchema(version);
        SqliteAccountStore.open(file).close();
        Path fresh = directory.resolve("fresh.db");
        SqliteAccountStore.open(fresh).close();
        String schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name";
        assertThat(Sqlite3.run(file, schema))
                .isEqualTo(Sqlite3.run(fresh, schema))
                .isNotEmpty();
    }

    /** At every page that the file may grow to before there is room enough. */
    @Test
    void migrationWithoutRoom_leavesTheFileAsItWas() throws Exception {
        writeLedgerOfSchema(1);
        byte[] before = Files.readAllBytes(file);
        int pages = before.length / 4096;
        int failures = 0;
        while (!migratesWithin(pages + failures)) {
            assertThat(file).hasBinaryContent(before);
            failures++;
        }
        assertThat(failures).isGreaterThan(2);
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteBooks.of(store).assertWhole();
        }
    }

    private boolean migratesWithin(int pages) throws SQLException {
        try (Connection jdbc = SqliteConnection.connect(file, Duration.ZERO)) {
            try (Statement statement = jdbc.createStatement()) {
                statement.execute("PRAGMA max_page_count = " + pages);
            }
            SqliteSchema.migrate(jdbc, file);
            return true;
        } catch (SQLException e) {
            assertThat(SqliteFailures.failure("open", file, e)).hasMessageContaining("make room on the disk");
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 3000, 6000})
    void killedMigration_isDoneAnew(int steps) throws Exception {
        writeLedgerOfSchema(1);
        byte[] before = Files.readAllBytes(file);
        SqliteChild.runAndKill(SqliteChild.Role.MIGRATE_IN_PART, file, String.valueOf(steps));
        assertThat(file).hasBinaryContent(before);
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteBooks.of(store).assertWhole();
            SqliteSamples.pay(store, ALICE, ERIN, 300);
            SqliteBooks.of(store).assertWhole();
        }
    }
}
