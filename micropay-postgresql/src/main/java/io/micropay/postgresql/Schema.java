package io.micropay.postgresql;

import io.micropay.error.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;

/**
 * The tables of the ledger, by version. Version n is made of version n - 1 by {@code schema-n.sql}; there is no way back.
 * What was applied is written down with a checksum, in one transaction with the change itself; of several servers that
 * start at once, one does it and the others wait.
 */
final class Schema {
    /** What this program reads and writes. */
    static final int VERSION = 3;

    /** Who brings a ledger up to date holds this lock of the database: "MPAY". */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(x'4d504159'::bigint)";

    /** By a scan: to_regclass() would remember, from before it waited for the lock, that there is no such table. */
    private static final String LOG_EXISTS =
            "SELECT EXISTS (SELECT FROM pg_class" + " WHERE relname = 'micropay_schema' AND pg_table_is_visible(oid))";

    private static final String LOG = """
            CREATE TABLE micropay_schema (
                version integer PRIMARY KEY,
                sha256 text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now()
            )""";

    private final Connection jdbc;
    private final Failures failures;

    Schema(Connection jdbc, Failures failures) {
        this.jdbc = jdbc;
        this.failures = failures;
    }

    /** Brings the ledger from whatever version it has to {@link #VERSION}, in one transaction, which is committed. */
    void migrate() throws SQLException {
        if (version() < VERSION) {
            run(LOCK);
            // Read again: another server may have done it while this one waited.
            int version = version();
            if (version == 0) {
                run(LOG);
            }
            for (int next = version + 1; next <= VERSION; next++) {
                apply(next);
            }
        }
        jdbc.commit();
    }

    private int version() throws SQLException {
        boolean isOurs = new Query(jdbc, LOG_EXISTS).all(Row::flag).get(0);
        if (!isOurs) {
            return 0;
        }
        List<Applied> applied = new Query(jdbc, "SELECT version, sha256 FROM micropay_schema ORDER BY version")
                .all(row -> new Applied(row.count(), row.text()));
        for (Applied step : applied) {
            if (step.version() > VERSION) {
                throw refused("it has schema version " + step.version() + ", and this program knows versions up to "
                        + VERSION + "; use the newer program that wrote it");
            }
            if (!step.sha256().equals(sha256(script(step.version())))) {
                throw refused(
                        "its schema version " + step.version() + " is not the one that this program knows; use the"
                                + " program that made it, or another schema or database");
            }
        }
        return applied.size();
    }

    /** A script that has been run. */
    private record Applied(int version, String sha256) {}

    private void apply(int version) throws SQLException {
        String script = script(version);
        run(script);
        try (PreparedStatement log =
                jdbc.prepareStatement("INSERT INTO micropay_schema (version, sha256) VALUES (?, ?)")) {
            log.setInt(1, version);
            log.setString(2, sha256(script));
            log.executeUpdate();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    private StoreException refused(String reason) {
        return failures.of("open", reason);
    }

    private static String script(int version) {
        String name = "schema-" + version + ".sql";
        try (InputStream script = Schema.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is missing from the library's jar");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
