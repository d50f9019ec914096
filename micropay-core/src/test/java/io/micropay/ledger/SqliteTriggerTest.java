package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the file itself refuses to anybody who writes to it with the sqlite3 shell. */
class SqliteTriggerTest {
    private static final String JOURNAL = "the journal is append-only: entries are never ";
    private static final String ORDERS = "decided orders are final: they are never ";
    private static final String CHECKPOINTS = "the checkpoint chain is append-only: checkpoints are never ";

    @TempDir
    Path directory;

    private Path file;
    private SqliteBooks books;

    /** One hold has ended, the other one is open; one claim is settled, the other one is not. */
    @BeforeEach
    void writeLedger() {
        file = directory.resolve("server.db");
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.openAccounts(store);
            SqliteSamples.pay(store);
            Hold hold = SqliteSamples.hold(store, 100, Instant.EPOCH);
            SqliteSamples.hold(store, 50, Instant.EPOCH);
            SqliteSamples.capture(store, hold, 60);
            SqliteSamples.pay(store);
            SqliteSamples.settle(store, SqliteSamples.claim(store, 1), 3);
            SqliteSamples.claim(store, 2);
            books = SqliteBooks.of(store).assertWhole();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE, changed, UPDATE journal SET amount = 7",
        "UPDATE OR REPLACE, changed, UPDATE OR REPLACE journal SET sequence = 1 WHERE sequence = 3",
        "UPDATE OR IGNORE, changed, UPDATE OR IGNORE journal SET amount = 7",
        "row id, changed, UPDATE journal SET rowid = 99 WHERE sequence = 1",
        "DELETE, deleted, DELETE FROM journal",
        "DELETE the last, deleted, DELETE FROM journal WHERE sequence = 7",
        "REPLACE, replaced, REPLACE INTO journal SELECT * FROM journal WHERE sequence = 3",
        "INSERT OR IGNORE, replaced, INSERT OR IGNORE INTO journal SELECT * FROM journal WHERE sequence = 3",
        "INSERT, replaced, INSERT INTO journal SELECT * FROM journal WHERE sequence = 3"
    })
    void journal_isAppendOnly(String what, String verb, String sql) throws IOException {
        assertRefused(sql, JOURNAL + verb);
    }

    @Test
    void upsert_doesNotChangeTheJournal() throws IOException {
        assertRefused(
                "INSERT INTO journal SELECT * FROM journal WHERE sequence = 3"
                        + " ON CONFLICT (sequence) DO UPDATE SET amount = 7",
                JOURNAL + "replaced");
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE, changed, UPDATE payment_order SET status = 130",
        "DELETE, deleted, DELETE FROM payment_order",
        "REPLACE, replaced, REPLACE INTO payment_order SELECT * FROM payment_order",
    })
    void decidedOrders_areFinal(String what, String verb, String sql) throws IOException {
        assertRefused(sql, ORDERS + verb);
    }

    /** The entry of the first order would go to another one, which is new. */
    @Test
    void decidedOrder_isNotReplacedByOneWithItsEntry() throws IOException {
        assertRefused(
                "REPLACE INTO payment_order (id, payer, digest, payee, status, sequence, request)"
                        + " SELECT randomblob(16), payer, digest, payee, status, sequence, request FROM payment_order",
                ORDERS + "replaced");
    }

    /** No order has the entry of an opening. */
    @Test
    void decidedOrder_isNotReplacedByOneWithItsName() throws IOException {
        assertRefused(
                "REPLACE INTO payment_order (id, payer, digest, payee, status, sequence, request)"
                        + " SELECT id, payer, digest, payee, 268, 1, request FROM payment_order WHERE sequence = 3",
                ORDERS + "replaced");
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE, changed, UPDATE checkpoint SET tree_size = 1",
        "DELETE, deleted, DELETE FROM checkpoint",
        "REPLACE, replaced, REPLACE INTO checkpoint SELECT * FROM checkpoint"
    })
    void checkpoints_areAppendOnly(String what, String verb, String sql) throws IOException {
        assertRefused(sql, CHECKPOINTS + verb);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UPDATE of an ended one; a hold that has ended is never changed;"
                        + " UPDATE hold SET captured = 1 WHERE sequence = 4",
                "reopening; a hold that has ended is never changed; UPDATE hold SET end_status = NULL, captured = NULL,"
                        + " end_sequence = NULL, end_digest = NULL, end_request = NULL WHERE sequence = 4",
                "more held; a hold can only end: what it holds is never changed;"
                        + " UPDATE hold SET amount = 900 WHERE sequence = 5",
                "another payee; a hold can only end: what it holds is never changed;"
                        + " UPDATE hold SET payee = payer WHERE sequence = 5",
                "UPDATE OR REPLACE over another; a hold can only end: what it holds is never changed;"
                        + " UPDATE OR REPLACE hold SET sequence = 4 WHERE sequence = 5",
                "UPDATE OR REPLACE by the end of another; an entry of the journal ends one hold only;"
                        + " UPDATE OR REPLACE hold SET end_status = 132, captured = 1, end_sequence = 6,"
                        + " end_digest = digest, end_request = x'00' WHERE sequence = 5",
                "DELETE; holds are never deleted; DELETE FROM hold",
                "REPLACE of an ended one; a hold is never replaced; REPLACE INTO hold SELECT * FROM hold WHERE sequence = 4",
                "REPLACE of an open one; a hold is never replaced; REPLACE INTO hold (order_id, payer, digest, payee, amount,"
                        + " capture_by, sequence) SELECT order_id, payer, digest, payee, 1, capture_by, sequence FROM hold",
                "REPLACE by the entry; a hold is never replaced; REPLACE INTO hold (order_id, payer, digest, payee, amount,"
                        + " capture_by, sequence) SELECT randomblob(16), payer, digest, payee, amount, capture_by, sequence"
                        + " FROM hold WHERE sequence = 4",
                "REPLACE by the end; a hold is never replaced; REPLACE INTO hold SELECT randomblob(16), payer, digest, payee,"
                        + " amount, capture_by, 7, end_status, captured, end_sequence, end_digest, end_request"
                        + " FROM hold WHERE sequence = 4"
            })
    void holds_endOnce(String what, String message, String sql) throws IOException {
        assertRefused(sql, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UPDATE of a settled one; a settled claim is never changed;"
                        + " UPDATE claim SET settled_payer = 'Bob' WHERE settled_order IS NOT NULL",
                "unsettling; a settled claim is never changed; UPDATE claim SET settled_order = NULL, settled_payer = NULL",
                "another key of a settled one; a settled claim is never changed;"
                        + " UPDATE claim SET key = randomblob(32) WHERE settled_order IS NOT NULL",
                "another key; a claim can only be settled: what it claims is never changed;"
                        + " UPDATE claim SET key = randomblob(32) WHERE settled_order IS NULL",
                "another request; a claim can only be settled: what it claims is never changed;"
                        + " UPDATE claim SET request = x'00' WHERE settled_order IS NULL",
                "settled with another request; a claim can only be settled: what it claims is never changed;"
                        + " UPDATE claim SET request = x'', settled_order = randomblob(16), settled_payer = 'alice'"
                        + " WHERE settled_order IS NULL",
                "UPDATE OR REPLACE over another; a claim can only be settled: what it claims is never changed;"
                        + " UPDATE OR REPLACE claim SET key = (SELECT key FROM claim WHERE settled_order IS NOT NULL)"
                        + " WHERE settled_order IS NULL",
                "DELETE; claims are never deleted; DELETE FROM claim",
                "REPLACE of a settled one; a claim is never replaced;"
                        + " REPLACE INTO claim SELECT * FROM claim WHERE settled_order IS NOT NULL",
                "REPLACE of a settled one by an unsettled one; a claim is never replaced;"
                        + " REPLACE INTO claim (key, request) SELECT key, request FROM claim WHERE settled_order IS NOT NULL",
                "REPLACE of an unsettled one; a claim is never replaced;"
                        + " REPLACE INTO claim (key, request) SELECT key, x'00' FROM claim WHERE settled_order IS NULL",
                "upsert of a settled one; a claim is never replaced; INSERT INTO claim SELECT * FROM claim"
                        + " WHERE settled_order IS NOT NULL ON CONFLICT (key) DO UPDATE SET settled_payer = 'Bob'"
            })
    void claims_areSettledOnce(String what, String message, String sql) throws IOException {
        assertRefused(sql, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a short key; INSERT INTO claim (key, request) VALUES (randomblob(31), x'')",
                "an order that is none;"
                        + " UPDATE claim SET settled_order = x'00', settled_payer = 'Bob' WHERE settled_order IS NULL",
                "an order without a payer; UPDATE claim SET settled_order = randomblob(16) WHERE settled_order IS NULL",
                "a payer without an order; UPDATE claim SET settled_payer = 'Bob' WHERE settled_order IS NULL"
            })
    void claims_makeSense(String what, String sql) throws IOException {
        assertRefused(sql, "CHECK constraint failed");
    }

    @ParameterizedTest
    @CsvSource({
        "overdrawn, UPDATE account SET balance = -1 WHERE name = 'Bob'",
        "more held than there is, UPDATE account SET held = balance + 1 WHERE name = 'Bob'",
        "spent what is held, UPDATE account SET balance = held - 1 WHERE name = 'alice'",
        "negative, UPDATE account SET held = -1",
        "no such state, UPDATE account SET state = 'OPENED'"
    })
    void balances_coverWhatIsHeld(String what, String sql) throws IOException {
        assertRefused(sql, "CHECK constraint failed");
    }

    @Test
    void issuance_mayGoBelowZero() throws IOException {
        assertThat(Sqlite3.run(file, "UPDATE account SET balance = -9 WHERE name = 'issuance' RETURNING balance"))
                .containsExactly("-9");
    }

    private void assertRefused(String sql, String message) throws IOException {
        for (String setting : List.of("", "PRAGMA foreign_keys = ON; ", "PRAGMA recursive_triggers = ON; ")) {
            assertThat(Sqlite3.refusal(file, setting + sql)).contains(message);
        }
        try (AccountStore store = SqliteAccountStore.open(file)) {
            assertThat(SqliteBooks.of(store)).isEqualTo(books);
        }
    }
}
