package io.micropay.ledger;

import io.micropay.error.StoreException;
import io.micropay.model.StatusCode;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** Makes one line of every failure: what could not be done, with which file, why, and what to do. */
final class SqliteFailures {
    private static final int PRIMARY_CODE = 0xff;

    private SqliteFailures() {}

    static StoreException failure(String operation, Path file, SQLException cause) {
        String reason = String.valueOf(cause.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return failure(operation, file, reason + advice(cause), cause);
    }

    static StoreException failure(String operation, Path file, String reason, @Nullable Throwable cause) {
        return new StoreException(
                StatusCode.SERVER_FAILED, "cannot " + operation + " ledger file " + file + ": " + reason, cause);
    }

    static boolean isBusy(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    static boolean isNotDatabase(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    private static String advice(SQLException e) {
        return switch (SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> "; another program has locked it: close that program and try again";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "; the file is damaged: restore it from a backup";
            case SQLITE_FULL -> "; make room on the disk and try again";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                "; make the file and its directory readable and writable for this user";
            case SQLITE_IOERR -> "; the disk or the file system failed: check it before trying again";
            default -> "";
        };
    }
}
