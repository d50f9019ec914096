package io.micropay.model;

import java.util.Objects;
import java.util.Optional;

/**
 * An order as the payee sees it, before it goes to the server.
 *
 * @param order the order; its signature is verified already
 * @param memo what the payer wrote, unsealed; empty if nothing. Text from outside: escape it before a terminal sees it
 * @since 0.1
 */
public record Offer(SignedOrder order, Optional<String> memo) {
    /** The longest memo, in bytes of UTF-8. */
    public static final int MAX_MEMO_BYTES = 512;

    /**
     * Null-checks every component.
     *
     * @param order the order; its signature is verified already
     * @param memo what the payer wrote, unsealed; empty if nothing. Text from outside: escape it before a terminal
     *     sees it
     */
    public Offer {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(memo, "memo");
    }
}
