package io.micropay.benchmarks;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * The limit of the store: transfers by plain JDBC, in tables of their own, as durable as the ledger's. A transfer is a new
 * order row with a time-ordered unique key and 300 bytes, and two conditional updates of balances.
 */
final class SqliteLoop implements AutoCloseable {
    private static final int ORDER_SIZE = 300;

    private final Connection connection;
    private final int accounts;
    private final Random random = new Random(1);
    private long next;

    SqliteLoop(Path file, int accounts) throws SQLException {
        this.accounts = accounts;
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA cache_size = -65536");
            statement.execute("CREATE TABLE account (name TEXT PRIMARY KEY, balance INTEGER NOT NULL) WITHOUT ROWID");
            statement.execute("CREATE TABLE request (id BLOB PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID");
            for (int i = 0; i < accounts; i++) {
                statement.execute("INSERT INTO account VALUES ('" + name(i) + "', " + Ledgers.OPENING_BALANCE + ")");
            }
        }
        connection.setAutoCommit(false);
    }

    private static String name(int account) {
        return "member-" + account;
    }

    Rate run(int count, int perCommit) throws Exception {
        return Rate.of(count, () -> transfer(count, perCommit));
    }

    private void transfer(int count, int perCommit) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO request VALUES (?, ?)");
                PreparedStatement debit = connection.prepareStatement(
                        "UPDATE account SET balance = balance - ?1 WHERE name = ?2 AND balance >= ?1");
                PreparedStatement credit = connection.prepareStatement(
                        "UPDATE account SET balance = balance + ?1 WHERE name = ?2 AND balance >= 0")) {
            byte[] content = new byte[ORDER_SIZE];
            for (int i = 1; i <= count; i++) {
                random.nextBytes(content);
                insert.setBytes(1, timeOrderedKey());
                insert.setBytes(2, content);
                insert.executeUpdate();
                int payer = random.nextInt(accounts);
                move(debit, payer);
                move(credit, (payer + 1) % accounts);
                if (i % perCommit == 0 || i == count) {
                    connection.commit();
                }
            }
        }
    }

    private static void move(PreparedStatement update, int account) throws SQLException {
        update.setLong(1, 1);
        update.setString(2, name(account));
        if (update.executeUpdate() != 1) {
            throw new IllegalStateException("a transfer was refused");
        }
    }

    private byte[] timeOrderedKey() {
        return ByteBuffer.allocate(16)
                .putLong(next++)
                .putLong(random.nextLong())
                .array();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
