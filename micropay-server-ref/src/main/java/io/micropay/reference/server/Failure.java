package io.micropay.reference.server;

import io.micropay.error.MicropayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Why the program cannot go on, in one line for a person, and the exit code that says so to a script. */
final class Failure extends RuntimeException {
    /** Something failed. */
    static final int FAILED = 1;

    /** What was asked for makes no sense, or needs to be said more clearly. */
    static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    /** What the process ends with. */
    private final int exitCode;

    private Failure(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static Failure usage(String message) {
        return new Failure(USAGE, message);
    }

    static Failure because(String message) {
        return new Failure(FAILED, message);
    }

    static Failure because(String message, Throwable cause) {
        return new Failure(FAILED, message, cause);
    }

    int exitCode() {
        return exitCode;
    }

    /** Any failure as one for a person. What the library throws on purpose speaks for itself. */
    static Failure of(Throwable cause) {
        if (cause instanceof Failure failure) {
            return failure;
        }
        if (cause instanceof MicropayException) {
            return because(String.valueOf(cause.getMessage()), cause);
        }
        if (cause instanceof UncheckedIOException io && io.getCause() != null) {
            return because(io.getMessage() + " (" + reason(io.getCause()) + ")", cause);
        }
        return because("unexpected failure: " + cause + "; start again with --debug to see where", cause);
    }

    /** Why a file could not be used: the platform's exceptions often say no more than its name. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "a file of that name is in the way";
        }
        return String.valueOf(e.getMessage());
    }
}
