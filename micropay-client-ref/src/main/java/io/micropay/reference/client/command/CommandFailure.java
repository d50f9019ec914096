package io.micropay.reference.client.command;

import org.jspecify.annotations.Nullable;

/** A command came to nothing, for a reason that is none of the library's. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * Makes an exception.
     *
     * @param exitCode one of {@link io.micropay.reference.client.session.ExitCodes}
     * @param message what was wrong, with which value, and what to do
     */
    public CommandFailure(int exitCode, String message) {
        this(exitCode, message, null);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param exitCode one of {@link io.micropay.reference.client.session.ExitCodes}
     * @param message what was wrong, with which value, and what to do
     * @param cause what led to it, or null
     */
    public CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
