package io.micropay.error;

import io.micropay.model.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * The server or the peer understood the request and refused it. Nothing changed.
 *
 * @since 0.1
 */
public final class RequestRefusedException extends MicropayException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     */
    public RequestRefusedException(StatusCode status, String message) {
        super(status, message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     * @param cause what led to it, or null
     */
    public RequestRefusedException(StatusCode status, String message, @Nullable Throwable cause) {
        super(status, message, cause);
    }
}
