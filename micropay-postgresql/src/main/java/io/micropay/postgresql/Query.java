package io.micropay.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One query with its parameters, from left to right. */
final class Query {
    private final Connection jdbc;
    private final String sql;
    private final List<Parameter> parameters = new ArrayList<>();

    /** Puts a value in its place. */
    private interface Parameter {
        void set(PreparedStatement statement, int index) throws SQLException;
    }

    Query(Connection jdbc, String sql) {
        this.jdbc = jdbc;
        this.sql = sql;
    }

    Query with(long value) {
        return with((statement, index) -> statement.setLong(index, value));
    }

    Query with(int value) {
        return with((statement, index) -> statement.setInt(index, value));
    }

    Query with(String value) {
        return with((statement, index) -> statement.setString(index, value));
    }

    Query with(byte[] value) {
        return with((statement, index) -> statement.setBytes(index, value));
    }

    Query with(ColumnType type, Object[] values) {
        return with((statement, index) -> statement.setArray(index, jdbc.createArrayOf(type.sqlName(), values)));
    }

    private Query with(Parameter parameter) {
        parameters.add(parameter);
        return this;
    }

    /** Runs it and makes something of every row. */
    <T> List<T> all(Table.Reader<T> reader) throws SQLException {
        try (PreparedStatement statement = jdbc.prepareStatement(sql)) {
            for (int index = 0; index < parameters.size(); index++) {
                parameters.get(index).set(statement, index + 1);
            }
            try (ResultSet results = statement.executeQuery()) {
                return rows(new Row(results), reader);
            }
        }
    }

    private static <T> List<T> rows(Row row, Table.Reader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try {
            while (row.next()) {
                found.add(reader.read(row));
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new SQLException("a row does not make sense (" + e.getMessage() + "): restore a backup", e);
        }
        return found;
    }
}
