package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That no query reads much more than it gives, whatever SQLite knows about the rows. */
class SqliteQueryPlanTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeLedger() throws IOException {
        file = directory.resolve("server.db");
        try (InputStream content = SqliteQueryPlanTest.class.getResourceAsStream("ledger-schema-4.db")) {
            Files.copy(content, file);
        }
        try (AccountStore store = SqliteAccountStore.open(file)) {
            SqliteSamples.claim(store, 1);
        }
    }

    @Test
    void queries_goByIndexes() throws Exception {
        assertIndexed();
    }

    /** Statistics of a small ledger say that reading all of it is cheap, and stay when it has grown. */
    @Test
    void queries_goByIndexes_afterAnAnalysisOfAFewRows() throws Exception {
        Sqlite3.run(file, "ANALYZE");
        assertIndexed();
    }

    private void assertIndexed() throws SQLException {
        try (Connection jdbc = SqliteConnection.connect(file, Duration.ZERO)) {
            List<String> queries = queries(jdbc);
            assertThat(queries).hasSizeGreaterThan(15);
            for (String query : queries) {
                assertThat(plan(jdbc, query))
                        .as(query)
                        .allSatisfy(
                                step -> assertThat(step)
                                        .doesNotContain("AUTOMATIC")
                                        .doesNotMatch(
                                                "SCAN (?!wanted|chain|CONSTANT|presence USING (COVERING )?INDEX presence_online).*"));
            }
        }
    }

    private static List<String> queries(Connection jdbc) throws SQLException {
        List<String> queries = new ArrayList<>();
        new SqliteReads((Connection) Proxy.newProxyInstance(
                SqliteQueryPlanTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    queries.add((String) arguments[0]);
                    try {
                        return method.invoke(jdbc, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
        return queries;
    }

    private static List<String> plan(Connection jdbc, String query) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement statement = jdbc.prepareStatement("EXPLAIN QUERY PLAN " + query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                steps.add(rows.getString("detail"));
            }
        }
        return steps;
    }
}
