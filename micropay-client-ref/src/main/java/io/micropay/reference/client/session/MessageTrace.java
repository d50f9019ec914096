package io.micropay.reference.client.session;

import io.micropay.event.Traffic;
import io.micropay.reference.client.screen.Screen;

/**
 * Prints messages for those who want to see each of them.
 *
 * @param screen where
 * @param verbose whether to print anything
 */
public record MessageTrace(Screen screen, boolean verbose) {
    private static final int SHOWN_BYTES = 24;

    /**
     * Prints a message: its text form, its first bytes, its size.
     *
     * @param direction {@code sent} or {@code received}
     * @param message the message
     */
    public void tell(String direction, Traffic message) {
        if (verbose) {
            String hex = message.body().hex();
            int shown = Math.min(hex.length(), 2 * SHOWN_BYTES);
            screen.print("[System Info] Message " + direction + " [" + message.text() + "] - <"
                    + hex.substring(0, shown) + (shown < hex.length() ? "..." : "") + "> ("
                    + message.body().size() + " bytes)");
        }
    }
}
