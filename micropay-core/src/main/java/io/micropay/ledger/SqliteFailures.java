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

    /** Of what SQLite says; what other users of the file are in the way of may well work at the next try. */
    static StoreException failure(String operation, Path file, SQLException cause) {
        String reason = String.valueOf(cause.getMessage()).replaceAll("\\s*\\R\\s*", " ") + advice(cause);
        return isLocked(cause) ? passing(operation, file, reason, cause) : failure(operation, file, reason, cause);
    }

    static StoreException failure(String operation, Path file, String reason, @Nullable Throwable cause) {
        return new StoreException(StatusCode.SERVER_FAILED, message(operation, file, reason), cause);
    }

    /** Of a cause that goes away by itself. */
    static StoreException passing(String operation, Path file, String reason, @Nullable Throwable cause) {
        return StoreException.ofTransient(message(operation, file, reason), cause);
    }

    private static String message(String operation, Path file, String reason) {
        return "cannot " + operation + " ledger file " + file + ": " + reason;
    }

    static boolean isBusy(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_BUSY;
    }

    static boolean isNotDatabase(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_NOTADB;
    }

    private static boolean isLocked(SQLException e) {
        return switch (code(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> true;
            default -> false;
        };
    }

    private static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE);
    }

    private static String advice(SQLException e) {
        return switch (code(e)) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL ->
                "; another program has locked it: close that program and try again";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "; the file is damaged: restore it from a backup";
            case SQLITE_FULL -> "; make room on the disk and try again";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                "; make the file and its directory readable and writable for this user";
            case SQLITE_IOERR -> "; the disk or the file system failed: check it before trying again";
            default -> "";
        };
    }
}
