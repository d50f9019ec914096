package io.micropay.event;

import io.micropay.model.Bytes;
import java.util.Objects;

/**
 * A message that went over a connection.
 *
 * @param text its one-line text form, such as {@code brian#2000#ta}; text from outside, escape it before it is shown
 * @param body its encoded body, as it went through the TLS tunnel, signatures and sealed parts included
 * @since 0.1
 */
public record Traffic(String text, Bytes body) {
    /**
     * Null-checks every component.
     *
     * @param text its one-line text form, such as {@code brian#2000#ta}; text from outside, escape it before it is
     *     shown
     * @param body its encoded body, as it went through the TLS tunnel, signatures and sealed parts included
     */
    public Traffic {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(body, "body");
    }
}
