package io.micropay.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one kind lie in a table.
 *
 * @param name the table
 * @param key the columns of its primary key
 * @param others its other columns
 * @param reader makes a row of its columns
 * @param writer makes columns of a row
 */
record SqliteTable<T>(
        String name, List<String> key, List<String> others, Reader<T> reader, Function<T, @Nullable Object[]> writer) {
    /** Makes a row of its columns. */
    interface Reader<T> {
        T read(SqliteRow row) throws SQLException;
    }

    /** All columns, in the order in which rows are read and written: those of the key first. */
    List<String> columns() {
        return Stream.concat(key.stream(), others.stream()).toList();
    }

    /** The columns as a SELECT lists them, for tables that have columns of the same name. */
    String qualified() {
        return columns().stream().map(column -> name + "." + column).collect(Collectors.joining(", "));
    }

    /** Writes a new row; if its key exists, SQLite ends the transaction. */
    String insert() {
        List<String> columns = columns();
        return "INSERT OR ROLLBACK INTO " + name + " (" + String.join(", ", columns) + ") VALUES ("
                + "?, ".repeat(columns.size() - 1) + "?)";
    }

    /** Writes a row over the one with its key, if there is one. */
    String upsert() {
        return insert() + " ON CONFLICT (" + String.join(", ", key) + ") DO UPDATE SET "
                + others.stream()
                        .map(column -> column + " = excluded." + column)
                        .collect(Collectors.joining(", "));
    }
}
