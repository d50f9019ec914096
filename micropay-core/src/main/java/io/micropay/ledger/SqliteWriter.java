package io.micropay.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The connection that writes. It remembers accounts from one transaction to the next, because reading them, their keys
 * above all, would cost more than a third of the time of a large batch. What it remembers is what the file says: it
 * forgets everything when another connection has written, and when a transaction ends without a commit.
 */
final class SqliteWriter implements AutoCloseable {
    private static final int REMEMBERED = 16_384;

    /** Enough for all pages that a batch touches, so that none is written before the commit. In KiB, as the minus says. */
    private static final String CACHE = "PRAGMA cache_size = -65536";

    private final SqliteConnection connection;
    private final SqliteWrites writes;
    private final Map<String, Account> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long dataVersion;

    private SqliteWriter(SqliteConnection connection, SqliteWrites writes) {
        this.connection = connection;
        this.writes = writes;
    }

    /** Opens the file, which is ours or empty, and brings its schema up to date. */
    static SqliteWriter open(Path file, Duration busyTimeout) {
        return SqliteConnection.open(file, busyTimeout, jdbc -> {
            SqliteSchema.migrate(jdbc, file);
            configure(jdbc);
            return new SqliteWriter(new SqliteConnection(file, jdbc, "BEGIN IMMEDIATE"), new SqliteWrites(jdbc));
        });
    }

    SqliteConnection connection() {
        return connection;
    }

    void begin() throws SQLException {
        connection.begin();
        long now = connection.reads().dataVersion();
        if (now != dataVersion) {
            remembered.clear();
            dataVersion = now;
        }
    }

    LedgerRows load(LedgerKeys keys) throws SQLException {
        List<Account> accounts = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Set<String> names = keys.accounts().stream().map(id -> id.folded()).collect(Collectors.toSet());
        for (String name : names) {
            Account account = remembered.get(name);
            if (account == null) {
                unknown.add(name);
            } else {
                accounts.add(account);
            }
        }
        List<Account> read = connection.reads().accounts(unknown);
        read.forEach(this::remember);
        accounts.addAll(read);
        return connection.reads().load(keys, accounts);
    }

    void save(LedgerChanges changes) throws SQLException {
        writes.save(changes, this::hasNewKeys);
        changes.accounts().forEach(this::remember);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    /** Ends the transaction. False if the writer is of no use any more, and has to be closed. */
    boolean rollback() {
        remembered.clear();
        return connection.rollback();
    }

    @Override
    public void close() {
        connection.close();
    }

    private void remember(Account account) {
        remembered.put(account.id().folded(), account);
    }

    private boolean hasNewKeys(Account account) {
        Account before = remembered.get(account.id().folded());
        return before == null || !before.keys().equals(account.keys());
    }

    /** Makes commits durable, and foreign keys mean something. */
    static void configure(Connection jdbc) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            useLog(statement);
            statement.execute("PRAGMA synchronous = FULL");
            // Without it, macOS leaves what it was told to write in the disk's own cache. Elsewhere it means nothing.
            statement.execute("PRAGMA fullfsync = ON");
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute(CACHE);
        }
    }

    private static void useLog(Statement statement) throws SQLException {
        try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
            String found = mode.getString(1);
            if (!"wal".equals(found)) {
                throw new SQLException("the file system cannot hold a write-ahead log (journal mode " + found
                        + "); use a file on a local disk");
            }
        }
    }
}
