package io.micropay.reference.client.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.error.RequestRefusedException;
import io.micropay.model.StatusCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the program tells whoever started it. */
public final class ExitCodes {
    /** Done. */
    public static final int DONE = 0;

    /** Anything that has no code of its own. */
    public static final int FAILED = 1;

    /** The command line makes no sense. */
    public static final int USAGE = 2;

    /** The payee or the server does not want to; nothing was changed, and no money has moved. */
    public static final int REJECTED = 3;

    /** Nobody knows whether the money has moved: the server could not be asked. */
    public static final int OUTCOME_UNKNOWN = 4;

    /** The server cannot be reached, or was lost. */
    public static final int NO_CONNECTION = 5;

    /** Somebody is not who they should be: a wrong server key, a receipt that does not verify. */
    public static final int NO_TRUST = 6;

    private ExitCodes() {}

    /**
     * What each code means.
     *
     * @return the meanings by code, in order
     */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(String.valueOf(DONE), "done");
        meanings.put(String.valueOf(FAILED), "any other failure");
        meanings.put(String.valueOf(USAGE), "wrong command line or settings");
        meanings.put(String.valueOf(REJECTED), "rejected by the payee or the server; no money has moved");
        meanings.put(String.valueOf(OUTCOME_UNKNOWN), "not known whether the money has moved; do not pay again");
        meanings.put(String.valueOf(NO_CONNECTION), "cannot connect, or the connection was lost");
        meanings.put(String.valueOf(NO_TRUST), "somebody has another key than the one that is trusted");
        return meanings;
    }

    /**
     * The code of a command that failed.
     *
     * @param failure what went wrong
     * @return one of these
     */
    public static int ofCommand(Throwable failure) {
        if (failure instanceof OutcomeUnknownException) {
            return OUTCOME_UNKNOWN;
        }
        if (failure instanceof OrderRejectedException) {
            return REJECTED;
        }
        if (failure instanceof RequestRefusedException refusal) {
            return ofRefusal(refusal.status());
        }
        if (failure instanceof AuthenticationException) {
            return NO_TRUST;
        }
        return failure instanceof ConnectionException ? NO_CONNECTION : FAILED;
    }

    /** A server that fails or shuts down has not rejected anything. */
    private static int ofRefusal(StatusCode status) {
        return switch (status) {
            case SERVER_FAILED -> FAILED;
            case SHUTTING_DOWN, DISCONNECTED -> NO_CONNECTION;
            default -> REJECTED;
        };
    }

    /**
     * The code of a menu that failed to start.
     *
     * @param failure what went wrong
     * @return one of these
     */
    public static int of(RuntimeException failure) {
        if (failure instanceof AuthenticationException) {
            return NO_TRUST;
        }
        return failure instanceof MicropayException ? NO_CONNECTION : FAILED;
    }
}
