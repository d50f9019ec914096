package io.micropay.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

/** What a database must be like before anybody entrusts money to it. */
final class Requirements {
    private static final int OLDEST = 140_000;

    private Requirements() {}

    /** Throws if the database forgets what it has promised, or is too old. */
    static void check(Connection jdbc, Failures failures) throws SQLException {
        Facts facts = new Query(
                        jdbc,
                        "SELECT current_setting('server_version_num')::integer, current_setting('fsync')::boolean,"
                                + " current_setting('full_page_writes')::boolean")
                .all(row -> new Facts(row.count(), row.flag(), row.flag()))
                .get(0);
        if (facts.version() < OLDEST) {
            throw failures.of("open", "it is PostgreSQL " + facts.version() / 10_000 + "; 14 or newer is needed");
        }
        if (!facts.fsync() || !facts.fullPageWrites()) {
            throw failures.of(
                    "open",
                    "it would forget payments when the power fails; set "
                            + (facts.fsync() ? "full_page_writes" : "fsync") + " = on in the database's configuration");
        }
    }

    private record Facts(int version, boolean fsync, boolean fullPageWrites) {}

    /** What the database calls itself, for those who were not told. */
    static String name(Connection jdbc) throws SQLException {
        return new Query(
                        jdbc,
                        "SELECT 'database ' || current_database() || ' at '"
                                + " || coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'this machine')")
                .all(Row::text)
                .get(0);
    }
}
