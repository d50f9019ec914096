package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.OrderRef;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Money that a payer's order has set aside for a payee. It ends once, and never begins again.
 *
 * @param order the order that set it aside, which names the hold: the key of this row
 * @param digest the SHA-256 digest of that order's statement
 * @param payee who may take it
 * @param amount how much is set aside, in the ledger's smallest unit
 * @param captureBy the last moment at which it may be taken, in whole milliseconds
 * @param sequence the journal entry that set it aside
 * @param end how it ended; empty while it is open
 * @since 0.1
 */
public record Hold(
        OrderRef order,
        Digest digest,
        AccountId payee,
        long amount,
        Instant captureBy,
        long sequence,
        Optional<HoldEnd> end) {
    /**
     * Checks that no more was captured than is held.
     *
     * @param order the order that set it aside, which names the hold: the key of this row
     * @param digest the SHA-256 digest of that order's statement
     * @param payee who may take it
     * @param amount how much is set aside, in the ledger's smallest unit
     * @param captureBy the last moment at which it may be taken, in whole milliseconds
     * @param sequence the journal entry that set it aside
     * @param end how it ended; empty while it is open
     * @throws IllegalArgumentException if there was
     */
    public Hold {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(payee, "payee");
        Objects.requireNonNull(captureBy, "captureBy");
        if (end.isPresent() && end.get().captured() > amount) {
            throw new IllegalArgumentException("hold " + order + " of " + amount + " cannot end with "
                    + end.get().captured() + " captured");
        }
    }

    /**
     * Whether it has not ended.
     *
     * @return true while the money is set aside
     */
    public boolean isOpen() {
        return end.isEmpty();
    }

    /**
     * The same hold at its end.
     *
     * @param how how it ends
     * @return the ended hold
     */
    public Hold ended(HoldEnd how) {
        return new Hold(order, digest, payee, amount, captureBy, sequence, Optional.of(how));
    }
}
