package io.micropay.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * One connection to the ledger file, with its prepared statements. Every failure comes out as a
 * {@link io.micropay.error.StoreException} that names the operation and the file.
 *
 * <p>Transactions begin and end by statements and not by JDBC's auto-commit: with that, the driver begins the next one
 * at each commit, and so keeps the write lock from everybody else.
 */
final class SqliteConnection implements AutoCloseable {
    /** Work with the statements. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Work without a result. */
    interface Action {
        void run() throws SQLException;
    }

    /** What is made of a connection before it is used. */
    interface Preparation<T> {
        T prepare(Connection jdbc) throws SQLException;
    }

    private final Path file;
    private final Connection jdbc;
    private final SqliteReads reads;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;

    SqliteConnection(Path file, Connection jdbc, String begin) throws SQLException {
        this.file = file;
        this.jdbc = jdbc;
        this.reads = new SqliteReads(jdbc);
        this.begin = jdbc.prepareStatement(begin);
        this.commit = jdbc.prepareStatement("COMMIT");
        this.rollback = jdbc.prepareStatement("ROLLBACK");
    }

    /** Opens a connection that only reads. */
    static SqliteConnection reader(Path file, Duration busyTimeout) {
        return open(file, busyTimeout, jdbc -> {
            try (Statement statement = jdbc.createStatement()) {
                statement.execute("PRAGMA query_only = ON");
            }
            return new SqliteConnection(file, jdbc, "BEGIN");
        });
    }

    /** Opens the file as it is; it must be there. */
    static Connection connect(Path file, Duration busyTimeout) throws SQLException {
        return connect(file.toUri().toString(), busyTimeout);
    }

    /** Opens the file for reading as if nobody ever wrote to it: whatever it is, it stays as it is. */
    static Connection glance(Path file) throws SQLException {
        return connect(file.toUri() + "?mode=ro&immutable=1", Duration.ZERO);
    }

    /** Opens the file for reading only, among others who write to it. */
    static Connection connectReadOnly(Path file, Duration busyTimeout) throws SQLException {
        return connect(file.toUri() + "?mode=ro", busyTimeout);
    }

    /** By URI, because the driver takes what follows a question mark in a plain name for settings. */
    private static Connection connect(String uri, Duration busyTimeout) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(Math.toIntExact(busyTimeout.toMillis()));
        return config.createConnection("jdbc:sqlite:" + uri);
    }

    <T> T call(String operation, Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw SqliteFailures.failure(operation, file, e);
        }
    }

    void run(String operation, Action action) {
        try {
            action.run();
        } catch (SQLException e) {
            throw SqliteFailures.failure(operation, file, e);
        }
    }

    /** For statements that are run once. */
    Connection jdbc() {
        return jdbc;
    }

    SqliteReads reads() {
        return reads;
    }

    void begin() throws SQLException {
        begin.execute();
    }

    void commit() throws SQLException {
        commit.execute();
    }

    /** Ends the transaction. False if the connection is of no use any more, and has to be closed. */
    boolean rollback() {
        try {
            rollback.execute();
            return true;
        } catch (SQLException e) {
            // SQLite ends a transaction by itself after some errors, such as a full disk, and then refuses this one.
            // Telling those from worse is not worth the trouble: closing the connection rolls back in any case.
            return false;
        }
    }

    /** Closes the connection; an open transaction is rolled back. */
    @Override
    public void close() {
        closeQuietly(jdbc);
    }

    /** Opens the file and makes something of the connection; closes it if that fails. */
    static <T> T open(Path file, Duration busyTimeout, Preparation<T> preparation) {
        Connection jdbc = null;
        try {
            jdbc = connect(file, busyTimeout);
            return preparation.prepare(jdbc);
        } catch (SQLException e) {
            closeQuietly(jdbc);
            throw SqliteFailures.failure("open", file, e);
        } catch (RuntimeException e) {
            closeQuietly(jdbc);
            throw e;
        }
    }

    static void closeQuietly(@Nullable Connection jdbc) {
        if (jdbc == null) {
            return;
        }
        try {
            jdbc.close();
        } catch (SQLException e) {
            // Everything worth keeping was committed; there is nobody left whom this failure would change anything for.
        }
    }
}
