package io.micropay.reference.client.menu;

import io.micropay.model.StatusCode;

/** Status codes in the manual's words. */
final class StatusText {
    private StatusText() {}

    /** Number and word, such as {@code 230 DUPLICATE_LOGIN}, without what has to be explained. */
    static String of(StatusCode status) {
        String text = status.text();
        int colon = text.indexOf(':');
        return status.number() + " " + (colon < 0 ? text : text.substring(0, colon));
    }
}
