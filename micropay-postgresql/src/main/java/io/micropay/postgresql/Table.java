package io.micropay.postgresql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one kind lie in a table. A batch is one statement whatever its size, with one parameter for each column: the
 * array of its values. Both statements here are INSERTs at the top level, so their update count is that of the rows.
 *
 * @param name the table
 * @param columns its columns, in the order in which rows are read and written
 * @param reader makes a row of its columns
 */
record Table<T>(String name, List<Column<T>> columns, Reader<T> reader) {
    /** Makes a row of its columns. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    /**
     * A column.
     *
     * @param name its name
     * @param type its type
     * @param value what stands in it
     */
    record Column<T>(String name, ColumnType type, Function<T, @Nullable Object> value) {}

    static <T> Column<T> column(String name, ColumnType type, Function<T, @Nullable Object> value) {
        return new Column<>(name, type, value);
    }

    /** The columns as a SELECT lists them, for tables that have columns of the same name. */
    String qualified() {
        return columns.stream().map(column -> name + "." + column.name()).collect(Collectors.joining(", "));
    }

    /** Writes new rows; fails if the key of one exists. */
    String insert() {
        return "INSERT INTO " + name + " (" + names() + ") SELECT * FROM unnest("
                + columns.stream()
                        .map(column -> "?::" + column.type().sqlName() + "[]")
                        .collect(Collectors.joining(", "))
                + ")";
    }

    /** Writes rows over those with their keys, which are the first columns, where there are any. */
    String upsert(int keyColumns) {
        String key = columns.stream().limit(keyColumns).map(Column::name).collect(Collectors.joining(", "));
        return insert() + " ON CONFLICT (" + key + ") DO UPDATE SET "
                + columns.stream()
                        .skip(keyColumns)
                        .map(column -> column.name() + " = excluded." + column.name())
                        .collect(Collectors.joining(", "));
    }

    /** Runs one of the two statements above, unless there is nothing to write. */
    void write(Connection jdbc, String sql, List<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
            for (int index = 0; index < columns.size(); index++) {
                statement.setArray(index + 1, array(jdbc, columns.get(index), rows));
            }
            int written = statement.executeUpdate();
            if (written != rows.size()) {
                throw new SQLException("wrote " + written + " rows of " + rows.size() + " to " + name
                        + ": look for rules and triggers");
            }
        }
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private Array array(Connection jdbc, Column<T> column, List<T> rows) throws SQLException {
        @Nullable Object[] values = column.type().array(rows.size());
        for (int index = 0; index < values.length; index++) {
            values[index] = column.value().apply(rows.get(index));
        }
        return jdbc.createArrayOf(column.type().sqlName(), values);
    }
}
