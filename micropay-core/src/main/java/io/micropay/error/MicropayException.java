package io.micropay.error;

import io.micropay.model.StatusCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Micropay throws on purpose. The message is fit for a person and holds no secret.
 *
 * @since 0.1
 */
public class MicropayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The status. */
    private final StatusCode status;

    /**
     * Makes an exception.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     */
    public MicropayException(StatusCode status, String message) {
        this(status, message, null);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     * @param cause what led to it, or null
     */
    public MicropayException(StatusCode status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = Objects.requireNonNull(status, "status");
    }

    /**
     * What happened, as a code.
     *
     * @return the status
     */
    public StatusCode status() {
        return status;
    }
}
