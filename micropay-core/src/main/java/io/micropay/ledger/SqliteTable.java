package io.micropay.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one kind lie in a table.
 *
 * @param name the table
 * @param columns its columns, the primary key first, in the order in which rows are read and written
 * @param reader makes a row of its columns
 * @param writer makes columns of a row
 */
record SqliteTable<T>(String name, List<String> columns, Reader<T> reader, Function<T, @Nullable Object[]> writer) {
    /** Makes a row of its columns. */
    interface Reader<T> {
        T read(SqliteRow row) throws SQLException;
    }

    /** The columns as a SELECT lists them, for tables that have columns of the same name. */
    String qualified() {
        return columns.stream().map(column -> name + "." + column).collect(Collectors.joining(", "));
    }

    /** Writes a new row; fails if its key exists. */
    String insert() {
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES ("
                + "?, ".repeat(columns.size() - 1) + "?)";
    }

    /** Writes a row over the one with its key, if there is one. */
    String upsert() {
        String key = columns.get(0);
        return insert() + " ON CONFLICT (" + key + ") DO UPDATE SET "
                + columns.stream()
                        .skip(1)
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", "));
    }
}
