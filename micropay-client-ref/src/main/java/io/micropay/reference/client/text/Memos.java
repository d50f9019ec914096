package io.micropay.reference.client.text;

import io.micropay.model.Offer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Memos as people type them. */
public final class Memos {
    private Memos() {}

    /**
     * Reads a memo.
     *
     * @param text what somebody typed
     * @return the memo; nothing if nothing was typed
     * @throws IllegalArgumentException if it is too long, or no text; the message is fit for a person
     */
    public static Optional<String> parse(String text) {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > Offer.MAX_MEMO_BYTES) {
            throw new IllegalArgumentException(
                    "the memo is too long: " + size + " bytes. At most " + Offer.MAX_MEMO_BYTES + " fit");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("the memo has half of a character that needs two");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
