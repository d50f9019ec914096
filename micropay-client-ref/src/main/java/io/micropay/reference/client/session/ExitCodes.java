package io.micropay.reference.client.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;

/** What the program tells whoever started it. */
public final class ExitCodes {
    /** Done. */
    public static final int DONE = 0;

    /** Anything that has no code of its own. */
    public static final int FAILED = 1;

    /** The command line makes no sense. */
    public static final int USAGE = 2;

    /** The server cannot be reached, or was lost. */
    public static final int NO_CONNECTION = 5;

    /** Somebody is not who they should be: a wrong server key, a receipt that does not verify. */
    public static final int NO_TRUST = 6;

    private ExitCodes() {}

    /**
     * The code of a failure to start.
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
