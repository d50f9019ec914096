package io.micropay.error;

import io.micropay.model.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * A store failed. Of a ledger: whether the last commit took place has to be looked up, not guessed. Of an outbox: the order
 * that should have been kept was not sent, and nothing was paid.
 *
 * @since 0.1
 */
public final class StoreException extends MicropayException {
    private static final long serialVersionUID = 1L;

    /** Whether the same may well work if it is tried again. */
    private final boolean transientFailure;

    /**
     * Makes an exception.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     */
    public StoreException(StatusCode status, String message) {
        this(status, message, null);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     * @param cause what led to it, or null
     */
    public StoreException(StatusCode status, String message, @Nullable Throwable cause) {
        this(status, message, cause, false);
    }

    private StoreException(StatusCode status, String message, @Nullable Throwable cause, boolean transientFailure) {
        super(status, message, cause);
        this.transientFailure = transientFailure;
    }

    /**
     * Makes an exception for what may well work at the next try: a lost connection, a conflict with another transaction, a
     * lock that took too long.
     *
     * @param message what was wrong, with which value, and what to do
     * @param cause what led to it, or null
     * @return the exception, with the status {@link StatusCode#SERVER_FAILED}
     */
    public static StoreException ofTransient(String message, @Nullable Throwable cause) {
        return new StoreException(StatusCode.SERVER_FAILED, message, cause, true);
    }

    /**
     * Whether the same transaction may well work if it is tried again.
     *
     * @return true if it may
     */
    public boolean isTransient() {
        return transientFailure;
    }
}
