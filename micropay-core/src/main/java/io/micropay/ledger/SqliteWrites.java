package io.micropay.ledger;

import io.micropay.model.Credential;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The writing statements of one connection, prepared once; rows of one kind go in one batch. */
final class SqliteWrites {
    private final Batch<Account> accounts;
    private final Batch<SqliteTables.KeysOfAccount> keys;
    private final Batch<Checkpoint> checkpoints;
    private final Batch<JournalEntry> entries;
    private final Batch<OrderRecord> orders;
    private final Batch<Hold> holds;
    private final Batch<Claim> claims;
    private final Batch<Credential> credentials;
    private final Batch<Presence> presences;

    SqliteWrites(Connection connection) throws SQLException {
        accounts = overwriting(connection, SqliteTables.ACCOUNT);
        keys = overwriting(connection, SqliteTables.ACCOUNT_KEY);
        checkpoints = inserting(connection, SqliteTables.CHECKPOINT);
        entries = inserting(connection, SqliteTables.JOURNAL);
        orders = inserting(connection, SqliteTables.ORDER);
        holds = overwriting(connection, SqliteTables.HOLD);
        claims = overwriting(connection, SqliteTables.CLAIM);
        credentials = overwriting(connection, SqliteTables.CREDENTIAL);
        presences = overwriting(connection, SqliteTables.PRESENCE);
    }

    /**
     * Writes in the order that the foreign keys ask for.
     *
     * @param keysChanged whether the keys of an account are to be written, too
     */
    void save(LedgerChanges changes, Predicate<Account> keysChanged) throws SQLException {
        accounts.write(changes.accounts());
        keys.write(changes.accounts().stream()
                .filter(keysChanged)
                .map(account -> new SqliteTables.KeysOfAccount(account.id(), account.keys()))
                .toList());
        checkpoints.write(changes.checkpoint().stream().toList());
        entries.write(changes.entries());
        orders.write(changes.orders());
        holds.write(changes.holds());
        claims.write(changes.claims());
        credentials.write(changes.credentials());
        presences.write(changes.presences());
    }

    private static <T> Batch<T> inserting(Connection connection, SqliteTable<T> table) throws SQLException {
        return new Batch<>(table, connection.prepareStatement(table.insert()));
    }

    private static <T> Batch<T> overwriting(Connection connection, SqliteTable<T> table) throws SQLException {
        return new Batch<>(table, connection.prepareStatement(table.upsert()));
    }

    private record Batch<T>(SqliteTable<T> table, PreparedStatement statement) {
        void write(List<T> rows) throws SQLException {
            if (rows.isEmpty()) {
                return;
            }
            try {
                for (T row : rows) {
                    add(table.writer().apply(row));
                }
                statement.executeBatch();
            } finally {
                // A batch that failed half-way must not turn up in the next transaction.
                statement.clearBatch();
            }
        }

        private void add(@Nullable Object[] columns) throws SQLException {
            for (int index = 0; index < columns.length; index++) {
                statement.setObject(index + 1, columns[index]);
            }
            statement.addBatch();
        }
    }
}
