package io.micropay.postgresql;

import io.micropay.error.StoreException;
import io.micropay.model.StatusCode;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes one line of every failure: what could not be done, with which database, why, and what to do. Nothing in it comes
 * from the address or from the login but the names of database and host.
 *
 * @param database what to call the database
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
record Failures(String database) {
    /** What passes by itself: conflicts with others, time-outs, and a database that is full of connections. */
    private static final Set<String> PASSING = Set.of(
            "40001", // serialization_failure
            "40P01", // deadlock_detected
            "55P03", // lock_not_available
            "53300", // too_many_connections
            "57014", // query_canceled: the statement took too long
            "25P03", // idle_in_transaction_session_timeout
            "25P04" // transaction_timeout
            );

    /** Lost connections, and a database that is going down or coming up. */
    private static final Set<String> LOST = Set.of("08", "57P0");

    StoreException of(String operation, SQLException cause) {
        String reason = String.valueOf(cause.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        String message = message(operation, reason + advice(state(cause)));
        return isTransient(cause)
                ? StoreException.ofTransient(message, cause)
                : new StoreException(StatusCode.SERVER_FAILED, message, cause);
    }

    StoreException of(String operation, String reason) {
        return new StoreException(StatusCode.SERVER_FAILED, message(operation, reason));
    }

    StoreException ofTransient(String operation, String reason) {
        return StoreException.ofTransient(message(operation, reason), null);
    }

    private String message(String operation, String reason) {
        return "cannot " + operation + " the ledger in " + database + ": " + reason;
    }

    private static boolean isTransient(SQLException cause) {
        String state = state(cause);
        return PASSING.contains(state)
                || isLostConnection(cause)
                || (state.isEmpty() && cause instanceof SQLTransientConnectionException);
    }

    /** Whether this connection is of no use, while another one may be. Pools give up when the thread is interrupted. */
    static boolean isLostConnection(Exception cause) {
        return cause.getCause() instanceof InterruptedException || LOST.stream().anyMatch(state(cause)::startsWith);
    }

    /** The first SQLSTATE on the way to the root; empty if there is none. */
    private static String state(@Nullable Throwable cause) {
        for (Throwable next = cause; next != null; next = next.getCause()) {
            if (next instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private static String advice(String state) {
        return switch (state) {
            case "28P01", "28000" -> "; check the user, and the password in PGPASSWORD or in the password file";
            case "3D000" -> "; create the database first";
            case "42501" ->
                "; let a role that may create tables start the server once, and grant this one what it needs";
            case "53100" -> "; make room on the database's disk and try again";
            case "53300" -> "; raise max_connections, or lower the number of servers";
            case "25006", "0A000" ->
                "; it may be a standby: name the primary, or several hosts with targetServerType=primary";
            default -> "";
        };
    }
}
