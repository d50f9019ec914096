package io.micropay.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * The tables of the ledger file, by version. Version n is made of version n - 1 by {@code sqlite-schema-n.sql}; there is
 * no way back.
 */
final class SqliteSchema {
    /** What this program reads and writes; kept in the file as its {@code user_version}. */
    static final int VERSION = 4;

    /** Marks a file as a Micropay ledger: "MPAY" as the {@code application_id} of its header. */
    static final int APPLICATION_ID = 0x4d504159;

    private static final Pattern BLANK_LINE = Pattern.compile("\\R[ \\t]*\\R");

    private SqliteSchema() {}

    /**
     * Brings the file from whatever version it has to {@link #VERSION}, in one transaction.
     * If that fails, the caller closes the connection, which rolls back.
     */
    static void migrate(Connection jdbc, Path file) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            if (version(statement, file) == VERSION) {
                return;
            }
            // A table that is made anew is dropped while others refer to it. The pragma means nothing in a transaction.
            statement.execute("PRAGMA foreign_keys = OFF");
            statement.execute("BEGIN IMMEDIATE");
            // Read again: another process may have done it while this one waited for the lock.
            for (int next = version(statement, file) + 1; next <= VERSION; next++) {
                apply(statement, next);
            }
            statement.execute("COMMIT");
        }
    }

    /** Throws unless there are tables. An empty file passes for a ledger where one may be made of it. */
    static void requireLedger(String operation, Connection jdbc, Path file) throws SQLException {
        try (Statement statement = jdbc.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            if (result.getInt(1) == 0) {
                throw SqliteFailures.failure(operation, file, "it is empty; name a ledger", null);
            }
        }
    }

    /** Throws unless the file has {@link #VERSION}. */
    static void requireCurrent(Statement statement, Path file) throws SQLException {
        int version = version(statement, file);
        if (version < VERSION) {
            throw SqliteFailures.failure(
                    "read",
                    file,
                    "it has schema version " + version + ", and reading alone does not bring it to version " + VERSION
                            + "; start the server on it once, or on a copy",
                    null);
        }
    }

    private static int version(Statement statement, Path file) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA user_version")) {
            int version = result.getInt(1);
            if (version > VERSION) {
                throw SqliteFailures.failure(
                        "open",
                        file,
                        "it has schema version " + version + ", and this program knows versions up to " + VERSION
                                + "; use the newer program that wrote it",
                        null);
            }
            return version;
        }
    }

    private static void apply(Statement statement, int version) throws SQLException {
        // One by one, split where the files promise a blank line: the driver keeps the reason of a failed script to
        // itself.
        for (String sql : BLANK_LINE.splitAsStream(script(version)).toList()) {
            statement.execute(sql);
        }
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + version);
    }

    private static String script(int version) {
        String name = "sqlite-schema-" + version + ".sql";
        try (InputStream script = SqliteSchema.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is missing from the library's jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
