package io.micropay.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.micropay.LedgerAudit;
import io.micropay.error.AuditFailedException;
import io.micropay.internal.audit.TestLedger.Person;
import io.micropay.internal.message.Archive;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AuditFinding;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who has the file but not the server's key changes it by hand: every column, every row, and so that it adds up.
 * The tables and columns are those of the file, so that a new one is tried the day that it comes.
 *
 * <p>What is not found, and why, is {@link #isNoEvidence}, and the tests whose names end in {@code isNotFound}.
 */
class DamagedLedgerTest {
    private static final Map<String, Row> TABLES = new TreeMap<>(Map.of(
            "account", Row.ACCOUNT,
            "account_key", Row.ACCOUNT,
            "checkpoint", Row.CHECKPOINT,
            "journal", Row.ENTRY,
            "payment_order", Row.ORDER,
            "hold", Row.HOLD,
            "claim", Row.CLAIM,
            "credential", Row.CREDENTIAL));

    @TempDir
    static Path directory;

    private static Path whole = Path.of("");

    private static int copies;

    private record Column(String name, String type, boolean isKey) {}

    /** Changes a file. */
    private interface Damage {
        void to(Connection jdbc) throws SQLException;
    }

    @BeforeAll
    static void write() throws SQLException {
        whole = directory.resolve("whole.db");
        try (AccountStore store = SqliteAccountStore.open(whole)) {
            new TestLedger(store)
                    .writeEverything(Person.of("Alice"), Person.of("bob"), Person.of("carol"), Person.of("dave"));
        }
        unprotect();
    }

    private static Optional<AuditFinding> findingAfter(Damage damage) throws Exception {
        Path file =
                Files.copy(whole, directory.resolve("copy" + copies++ + ".db"), StandardCopyOption.REPLACE_EXISTING);
        try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            relax(jdbc);
            damage.to(jdbc);
        }
        try {
            return audit(file);
        } finally {
            delete(file);
        }
    }

    private static Optional<AuditFinding> audit(Path file) throws InterruptedException {
        try (AccountStore store = SqliteAccountStore.openReadOnly(file)) {
            LedgerAudit.builder(store, TestLedger.SERVER.certificate()).build().run();
            return Optional.empty();
        } catch (AuditFailedException e) {
            assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
            return Optional.of(e.finding());
        }
    }

    private static void delete(Path file) throws IOException {
        for (String suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    /** Whoever has the file can take away what keeps it append-only. */
    private static void unprotect() throws SQLException {
        try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + whole);
                Statement statement = jdbc.createStatement()) {
            List<String> triggers = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) {
                while (found.next()) {
                    triggers.add(found.getString(1));
                }
            }
            for (String trigger : triggers) {
                statement.execute("DROP TRIGGER " + trigger);
            }
        }
    }

    private static void relax(Connection jdbc) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA foreign_keys = OFF");
            statement.execute("PRAGMA ignore_check_constraints = ON");
        }
    }

    private static void assertFound(String table, Damage damage) throws Exception {
        Optional<AuditFinding> finding = findingAfter(damage);
        assertThat(finding.map(AuditFinding::row)).as("%s: %s", table, finding).contains(TABLES.get(table));
    }

    @Test
    void untouchedLedger_holds() throws Exception {
        assertThat(findingAfter(jdbc -> {})).isEmpty();
    }

    @Test
    void everyTableOfTheSchema_isTried() throws Exception {
        try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + whole);
                Statement statement = jdbc.createStatement();
                ResultSet found = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            List<String> names = new ArrayList<>();
            while (found.next()) {
                names.add(found.getString(1));
            }
            names.remove("presence");
            assertThat(names).containsExactlyInAnyOrderElementsOf(TABLES.keySet());
        }
    }

    @TestFactory
    Stream<DynamicContainer> changedValue_isFound() throws Exception {
        List<DynamicContainer> containers = new ArrayList<>();
        for (String table : TABLES.keySet()) {
            List<DynamicTest> tests = new ArrayList<>();
            List<Map<String, Object>> rows = rows(table);
            for (Column column : columns(table)) {
                for (int row : sample(rows.size())) {
                    for (Object value : others(column, rows.get(row).get(column.name))) {
                        if (!isNoEvidence(table, column, rows.get(row))) {
                            tests.add(dynamicTest(
                                    column.name + " of row " + row + " to " + shown(value),
                                    () -> assertFound(
                                            table, jdbc -> set(jdbc, table, rows.get(row), column.name, value))));
                        }
                    }
                }
            }
            containers.add(dynamicContainer(table, tests));
        }
        return containers.stream();
    }

    /**
     * Part of an end of a hold or of a claim that has none, and part of the keys of the issuance account, which has none: both are read
     * as a whole, so that nothing but all of it is an end, or keys. Every part of what is there is tried.
     */
    private static boolean isNoEvidence(String table, Column column, Map<String, Object> row) {
        boolean isEnd = column.name.startsWith("end_") || column.name.equals("captured");
        boolean isKeyOfNobody = !column.isKey && "issuance".equals(row.get("account"));
        boolean isSettlement = column.name.startsWith("settled_");
        return (table.equals("hold") && isEnd && row.get("end_status") == null)
                || (table.equals("claim") && isSettlement && row.get("settled_order") == null)
                || (table.equals("account_key") && isKeyOfNobody);
    }

    @TestFactory
    Stream<DynamicContainer> deletedRow_isFound() throws Exception {
        List<DynamicContainer> containers = new ArrayList<>();
        for (String table : TABLES.keySet()) {
            List<DynamicTest> tests = new ArrayList<>();
            List<Map<String, Object>> rows = rows(table);
            for (int row = 0; row < rows.size(); row++) {
                Map<String, Object> doomed = rows.get(row);
                if (!isOfDave(table, doomed) && !isUnpaid(table, doomed)) {
                    tests.add(dynamicTest("row " + row, () -> assertFound(table, jdbc -> delete(jdbc, table, doomed))));
                }
            }
            containers.add(dynamicContainer(table, tests));
        }
        return containers.stream();
    }

    private static boolean isOfDave(String table, Map<String, Object> row) {
        return table.equals("credential") && row.get("account").equals("dave");
    }

    private static boolean isUnpaid(String table, Map<String, Object> row) {
        return table.equals("claim") && row.get("settled_order") == null && !isDear(row);
    }

    /** A request that somebody tried to pay is in the journal by that. */
    private static boolean isDear(Map<String, Object> row) {
        return Archive.decodeRequest(Bytes.of((byte[]) row.get("request")))
                        .request()
                        .amount()
                == 1_000_000;
    }

    /** A request moves nothing until it is paid: the journal does not have it, and its payee has the link. */
    @Test
    void deletedRequestThatNobodyPaid_isNotFound() throws Exception {
        List<Map<String, Object>> unpaid =
                rows("claim").stream().filter(row -> isUnpaid("claim", row)).toList();
        assertThat(unpaid).hasSize(1);
        assertThat(findingAfter(jdbc -> delete(jdbc, "claim", unpaid.get(0)))).isEmpty();
    }

    /** The ledger says nowhere who logged in when: a credential that no signature needs proves nothing. */
    @Test
    void deletedCredentialThatNobodyUsed_isNotFound() throws Exception {
        Map<String, Object> dave = rows("credential").stream()
                .filter(row -> isOfDave("credential", row))
                .findFirst()
                .orElseThrow();
        assertThat(findingAfter(jdbc -> delete(jdbc, "credential", dave))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> madeUpRow_isFound() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String table : TABLES.keySet()) {
            if (!table.equals("account_key")) {
                for (Map<String, Object> row : rows(table)) {
                    tests.add(dynamicTest(table + " like " + key(table, row), () -> {
                        Map<String, Object> madeUp = new LinkedHashMap<>(row);
                        for (Column column : columns(table)) {
                            boolean isPlace =
                                    List.of("sequence", "end_sequence").contains(column.name);
                            if ((column.isKey || isPlace) && row.get(column.name) != null) {
                                madeUp.put(
                                        column.name,
                                        others(column, row.get(column.name)).get(0));
                            }
                        }
                        assertFound(table, jdbc -> insert(jdbc, table, madeUp));
                    }));
                }
            }
        }
        return tests.stream();
    }

    /** Keys without an account are nobody's: whoever reads accounts looks the keys of each up, and never the other way. */
    @Test
    void madeUpKeysOfNobody_isNotFound() throws Exception {
        Map<String, Object> madeUp = new LinkedHashMap<>(rows("account_key").get(0));
        madeUp.put("account", "zed");
        assertThat(findingAfter(jdbc -> insert(jdbc, "account_key", madeUp))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> swappedRows_areFound() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String table : TABLES.keySet()) {
            List<Map<String, Object>> rows = rows(table);
            for (int first = 0; first + 1 < rows.size(); first++) {
                Map<String, Object> one = rows.get(first);
                Map<String, Object> other = rows.get(first + 1);
                tests.add(dynamicTest(
                        table + " " + first + " with the next",
                        () -> assertFound(table, jdbc -> swap(jdbc, table, one, other))));
            }
        }
        return tests.stream();
    }

    /** Everything that a payment changed is changed along, but for what is signed. */
    @Test
    void changedAmountWithAllBalancesMadeToFit_isFound() throws Exception {
        Optional<AuditFinding> finding = findingAfter(jdbc -> {
            try (Statement statement = jdbc.createStatement()) {
                statement.execute("UPDATE journal SET amount = amount + 5 WHERE sequence = 5");
                for (String side : List.of("debit", "credit")) {
                    statement.execute("UPDATE journal SET " + side + "_balance = " + side + "_balance - 5 WHERE " + side
                            + " = 'Alice' AND sequence >= 5");
                    statement.execute("UPDATE journal SET " + side + "_balance = " + side + "_balance + 5 WHERE " + side
                            + " = 'bob' AND sequence >= 5");
                }
                statement.execute("UPDATE account SET balance = balance - 5 WHERE name = 'Alice'");
                statement.execute("UPDATE account SET balance = balance + 5 WHERE name = 'bob'");
            }
        });
        assertThat(finding.map(AuditFinding::row)).contains(Row.ENTRY);
        assertThat(finding.map(AuditFinding::key)).contains("5");
    }

    /** Presence is for whoever looks into the file, and no evidence of anything. */
    @Test
    void presence_isNoEvidence() throws Exception {
        assertThat(findingAfter(jdbc -> {
                    try (Statement statement = jdbc.createStatement()) {
                        statement.execute("UPDATE presence SET ip = 'nowhere', online = 1");
                        statement.execute("DELETE FROM presence WHERE account = 'bob'");
                    }
                }))
                .isEmpty();
    }

    private static List<Column> columns(String table) throws SQLException {
        try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + whole);
                Statement statement = jdbc.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
            List<Column> columns = new ArrayList<>();
            while (found.next()) {
                columns.add(new Column(found.getString("name"), found.getString("type"), found.getInt("pk") > 0));
            }
            return columns;
        }
    }

    private static List<Map<String, Object>> rows(String table) throws SQLException {
        List<Column> columns = columns(table);
        try (Connection jdbc = DriverManager.getConnection("jdbc:sqlite:" + whole);
                Statement statement = jdbc.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
            List<Map<String, Object>> rows = new ArrayList<>();
            while (found.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (Column column : columns) {
                    row.put(column.name, found.getObject(column.name));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Some rows: the first ones, the last one, and some between. */
    private static List<Integer> sample(int size) {
        return IntStream.range(0, size)
                .filter(row -> row < 2 || row == size - 1 || row % 4 == 0)
                .boxed()
                .toList();
    }

    /** Other values of a column, with which most rows still make sense. */
    private static List<Object> others(Column column, @Nullable Object value) {
        return switch (column.name) {
            case "kind" ->
                Stream.of("OPENING", "PAYMENT", "REJECTION", "HOLD", "CAPTURE", "EXPIRY", "ISSUE", "CLOSURE")
                        .filter(kind -> !kind.equals(value))
                        .map(Object.class::cast)
                        .toList();
            case "state" -> List.of("OPEN".equals(value) ? "FROZEN" : "OPEN");
            case "name", "account" -> List.of("zed");
            case "debit", "credit", "payer", "payee", "settled_payer" -> List.of("dave", "BOB");
            case "status", "end_status" ->
                Stream.of(130, 131, 132, 133, 134, 268, 270, 7)
                        .filter(status -> !status.equals(value))
                        .map(Object.class::cast)
                        .toList();
            default -> column.type.equals("INTEGER") ? numbers(value) : blobs(value, column);
        };
    }

    private static List<Object> numbers(@Nullable Object value) {
        long number = value == null ? 0 : ((Number) value).longValue();
        return List.of(number + 1000, number - 1000);
    }

    private static List<Object> blobs(@Nullable Object value, Column column) {
        if (value == null) {
            return List.of(new byte[List.of("order_id", "settled_order").contains(column.name) ? 16 : 32]);
        }
        byte[] bytes = ((byte[]) value).clone();
        if (bytes.length == 0) {
            return List.of(new byte[32]);
        }
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        bytes[bytes.length - 1] ^= 0x40;
        return List.of(bytes, shorter);
    }

    private static String shown(@Nullable Object value) {
        return value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
    }

    private static String key(String table, Map<String, Object> row) throws SQLException {
        List<String> key = new ArrayList<>();
        for (Column column : columns(table)) {
            if (column.isKey) {
                key.add(shown(row.get(column.name)));
            }
        }
        return String.join("/", key);
    }

    private static void set(
            Connection jdbc, String table, Map<String, Object> row, String column, @Nullable Object value)
            throws SQLException {
        execute(jdbc, "UPDATE " + table + " SET " + column + " = ?", table, row, List.of(Optional.ofNullable(value)));
    }

    private static void delete(Connection jdbc, String table, Map<String, Object> row) throws SQLException {
        execute(jdbc, "DELETE FROM " + table, table, row, List.of());
    }

    private static void execute(
            Connection jdbc, String sql, String table, Map<String, Object> row, List<Optional<Object>> values)
            throws SQLException {
        List<String> conditions = new ArrayList<>();
        List<@Nullable Object> all = new ArrayList<>();
        values.forEach(value -> all.add(value.orElse(null)));
        for (Column column : columns(table)) {
            if (column.isKey) {
                conditions.add(column.name + " = ?");
                all.add(row.get(column.name));
            }
        }
        try (PreparedStatement statement = jdbc.prepareStatement(sql + " WHERE " + String.join(" AND ", conditions))) {
            for (int index = 0; index < all.size(); index++) {
                statement.setObject(index + 1, all.get(index));
            }
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }

    private static void insert(Connection jdbc, String table, Map<String, Object> row) throws SQLException {
        String marks = String.join(", ", row.keySet().stream().map(name -> "?").toList());
        try (PreparedStatement statement = jdbc.prepareStatement(
                "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES (" + marks + ")")) {
            int index = 1;
            for (Object value : row.values()) {
                statement.setObject(index++, value);
            }
            statement.executeUpdate();
        }
    }

    /** Each row with the key of the other. */
    private static void swap(Connection jdbc, String table, Map<String, Object> one, Map<String, Object> other)
            throws SQLException {
        delete(jdbc, table, one);
        delete(jdbc, table, other);
        Map<String, Object> oneThere = new LinkedHashMap<>(one);
        Map<String, Object> otherHere = new LinkedHashMap<>(other);
        for (Column column : columns(table)) {
            if (column.isKey) {
                oneThere.put(column.name, other.get(column.name));
                otherHere.put(column.name, one.get(column.name));
            }
        }
        insert(jdbc, table, oneThere);
        insert(jdbc, table, otherHere);
    }
}
