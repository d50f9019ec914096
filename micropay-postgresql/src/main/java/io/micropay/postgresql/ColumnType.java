package io.micropay.postgresql;

import java.util.UUID;

/** The types of columns, each with the array in which a batch of values travels. */
enum ColumnType {
    NUMBER("int8"),
    COUNT("int4"),
    FLAG("bool"),
    TEXT("text"),
    ID("uuid"),
    BYTES("bytea");

    private final String sqlName;

    ColumnType(String sqlName) {
        this.sqlName = sqlName;
    }

    String sqlName() {
        return sqlName;
    }

    Object[] array(int size) {
        return switch (this) {
            case NUMBER -> new Long[size];
            case COUNT -> new Integer[size];
            case FLAG -> new Boolean[size];
            case TEXT -> new String[size];
            case ID -> new UUID[size];
            case BYTES -> new byte[size][];
        };
    }
}
