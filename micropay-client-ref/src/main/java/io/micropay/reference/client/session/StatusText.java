package io.micropay.reference.client.session;

import io.micropay.model.StatusCode;

/** Status codes in the manual's words. */
public final class StatusText {
    private StatusText() {}

    /**
     * Number and word, such as {@code 230 DUPLICATE_LOGIN}, without what has to be explained.
     *
     * @param status the status
     * @return the words
     */
    public static String of(StatusCode status) {
        String text = status.text();
        int colon = text.indexOf(':');
        return status.number() + " " + (colon < 0 ? text : text.substring(0, colon));
    }
}
