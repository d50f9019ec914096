package io.micropay.model;

import java.util.Objects;

/**
 * What names one order of a ledger: its payer, and the id that the payer chose. Ids are the payer's own, so that nobody
 * can use up an id that somebody else has chosen.
 *
 * @param payer the payer
 * @param id the payer's id for the order
 * @since 0.1
 */
public record OrderRef(AccountId payer, OrderId id) {
    /**
     * Null-checks both.
     *
     * @param payer the payer
     * @param id the payer's id for the order
     */
    public OrderRef {
        Objects.requireNonNull(payer, "payer");
        Objects.requireNonNull(id, "id");
    }

    /** The id, which sorts by time, and the payer. */
    @Override
    public String toString() {
        return id + "/" + payer;
    }
}
