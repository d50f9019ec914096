package io.micropay.error;

import io.micropay.model.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is not who they claim to be: a wrong server key, a login that the server refuses, a wrong passphrase, a
 * signature that does not verify. Nothing was done in the name of the account.
 *
 * @since 0.1
 */
public final class AuthenticationException extends MicropayException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     */
    public AuthenticationException(StatusCode status, String message) {
        super(status, message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param status what happened
     * @param message what was wrong, with which value, and what to do
     * @param cause what led to it, or null
     */
    public AuthenticationException(StatusCode status, String message, @Nullable Throwable cause) {
        super(status, message, cause);
    }
}
