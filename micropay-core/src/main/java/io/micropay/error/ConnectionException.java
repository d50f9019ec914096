package io.micropay.error;

import io.micropay.model.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The connection could not be made, or was lost. Requests that were under way may have been carried out; orders are
 * reported by {@link OutcomeUnknownException} instead.
 *
 * @since 0.1
 */
public final class ConnectionException extends MicropayException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     */
    public ConnectionException(StatusCode status, String message) {
        super(status, message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     * @param cause what led to it, or null
     */
    public ConnectionException(StatusCode status, String message, @Nullable Throwable cause) {
        super(status, message, cause);
    }
}
