package io.micropay.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * One connection for the time of one transaction. Whatever is set is set for this transaction only, so that the connection
 * goes back to its pool as it came.
 */
final class Session implements AutoCloseable {
    /**
     * Everything is found by an index, also while the planner, whose plans are kept, believes that the tables are small.
     */
    private static final String PLANNING =
            ", set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true); ";

    private final Connection jdbc;
    private final boolean socketWaitedForEver;

    private Session(Connection jdbc, boolean socketWaitedForEver) {
        this.jdbc = jdbc;
        this.socketWaitedForEver = socketWaitedForEver;
    }

    /** Takes a connection; its transaction begins with the first statement. */
    static Session open(DataSource source, Timeouts timeouts) throws SQLException {
        Connection jdbc = connection(source);
        try {
            boolean socketWaitsForEver = jdbc.getNetworkTimeout() == 0;
            Session session = new Session(jdbc, socketWaitsForEver);
            jdbc.setAutoCommit(false);
            if (socketWaitsForEver) {
                jdbc.setNetworkTimeout(
                        Runnable::run, Math.toIntExact(timeouts.socket().toMillis()));
            }
            return session;
        } catch (SQLException | RuntimeException e) {
            quietly(jdbc::close);
            throw e;
        }
    }

    /** Pools do not even look for a connection when the thread is interrupted: that is kept for later. */
    private static Connection connection(DataSource source) throws SQLException {
        boolean wasInterrupted = Thread.interrupted();
        try {
            return source.getConnection();
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Connection jdbc() {
        return jdbc;
    }

    /**
     * Begins to write, when all others who write have come to their end.
     *
     * <p>READ COMMITTED, because a stricter level would look at the rows as they were before it waited; and nothing stricter
     * is needed, because nobody else writes from here on. What the database says about synchronous_commit is not asked
     * unless it is more than "on".
     */
    void beginWriting(Timeouts timeouts) throws SQLException {
        String sql = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE; "
                + "SELECT " + setting("statement_timeout", timeouts.statement())
                + ", " + setting("lock_timeout", timeouts.lock())
                + ", " + setting("idle_in_transaction_session_timeout", timeouts.idle())
                + ", set_config('synchronous_commit', CASE current_setting('synchronous_commit')"
                + " WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, true)"
                + PLANNING
                + "SELECT id FROM writing_turn FOR UPDATE";
        if (!lastOf(sql)) {
            throw new SQLException("the row of writing_turn is missing: insert it again, with the id 1");
        }
    }

    /** Begins to look at the schema, and to change it if need be. What it sees after it has waited is what is there then. */
    void beginPreparing(Timeouts timeouts) throws SQLException {
        lastOf("SET TRANSACTION ISOLATION LEVEL READ COMMITTED; "
                + "SELECT " + setting("statement_timeout", timeouts.statement())
                + ", " + setting("lock_timeout", timeouts.lock()));
    }

    /** Begins to read: everything is as it is now, until the end. */
    void beginReading(Timeouts timeouts) throws SQLException {
        lastOf("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; "
                + "SELECT " + setting("statement_timeout", timeouts.statement())
                + ", " + setting("idle_in_transaction_session_timeout", Timeouts.VIEW_IDLE)
                + PLANNING
                + "SELECT 1");
    }

    private static String setting(String name, Duration value) {
        return "set_config('" + name + "', '" + value.toMillis() + "', true)";
    }

    /** No time limit of the database cuts this short: it may wait for the disk, and for standbys. */
    void commit() throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            statement.execute("COMMIT");
        }
    }

    /** Ends the transaction, if it is still open, and gives the connection back. */
    @Override
    public void close() {
        try {
            jdbc.rollback();
            jdbc.setAutoCommit(true);
            if (socketWaitedForEver) {
                jdbc.setNetworkTimeout(Runnable::run, 0);
            }
        } catch (SQLException e) {
            // Of no use any more, whatever the pool may think of it; the database rolls back when it is gone.
            quietly(() -> jdbc.abort(Runnable::run));
        } finally {
            quietly(jdbc::close);
        }
    }

    /** Runs statements in one go; true if the last of them gave a row. */
    private boolean lastOf(String sql) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            boolean isResult = statement.execute(sql);
            boolean found = false;
            while (isResult || statement.getUpdateCount() != -1) {
                if (isResult) {
                    try (ResultSet rows = statement.getResultSet()) {
                        found = rows.next();
                    }
                }
                isResult = statement.getMoreResults();
            }
            return found;
        }
    }

    private interface Ending {
        void run() throws SQLException;
    }

    private static void quietly(Ending ending) {
        try {
            ending.run();
        } catch (SQLException e) {
            // Everything worth keeping was committed; there is nobody left whom this failure would change anything for.
        }
    }
}
