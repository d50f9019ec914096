package io.micropay.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL, one for all tests. It syncs its files as one in service would, and its configuration asks for commits
 * that do not wait, which the store has to overrule.
 */
final class Server {
    static final String USER = "postgres";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private Server() {}

    /** Started by whoever comes first. */
    private static final class Running {
        static final EmbeddedPostgres SERVER = start();
    }

    static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("max_connections", "100");
    }

    private static EmbeddedPostgres start() {
        try {
            // Its own shutdown hook ends it with the tests.
            return builder().start();
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static int port() {
        return Running.SERVER.getPort();
    }

    /** Makes a place for a ledger, and gives its address. */
    static String newLedger() throws SQLException {
        String schema = "ledger_" + NUMBERS.incrementAndGet();
        execute(url(port(), "public"), "CREATE SCHEMA " + schema);
        return url(port(), schema);
    }

    /** The address of a schema through a port, which need not be the server's own. */
    static String url(int port, String schema) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?currentSchema=" + schema;
    }

    static PostgresLogin login() {
        return PostgresLogin.of(USER, new char[0]);
    }

    static PostgresAccountStore connect(String url) {
        return PostgresAccountStore.connect(url, login());
    }

    static Connection jdbc(String url) throws SQLException {
        return DriverManager.getConnection(url, USER, "");
    }

    /** Runs statements as somebody who may do everything. */
    static void execute(String url, String sql) throws SQLException {
        try (Connection jdbc = jdbc(url);
                Statement statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a query says in its first row and column. */
    static String text(String url, String sql) throws SQLException {
        try (Connection jdbc = jdbc(url);
                Statement statement = jdbc.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    /** Removes a ledger with all that is in it. */
    static void drop(String url) throws SQLException {
        String schema = url.replaceFirst(".*currentSchema=(\\w+).*", "$1");
        execute(url, "DROP SCHEMA " + schema + " CASCADE");
    }
}
