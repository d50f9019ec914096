package io.micropay.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The payer's instruction: move an amount from payer to payee, or set it aside for the payee, at this
 * server, before this time.
 *
 * <p>Times are whole milliseconds. The amount counts the smallest unit of the ledger. Nothing here says that the order
 * is signed or makes sense: {@link SignedOrder} carries the signature, and the ledger's rules judge the rest, so that an
 * order of zero or to oneself gets its rejection and not an exception.
 *
 * @param serverKey the key id of the only server that may settle the order
 * @param id the identity of the order
 * @param payer who pays
 * @param payee who is paid
 * @param payeeKey the key id of the payee's account key, so that a name that changed hands gets nothing
 * @param amount the amount in the ledger's smallest unit
 * @param issuedAt when the payer made the order
 * @param expiresAt the last moment at which it may be settled
 * @param memoDigest the SHA-256 digest of the sealed memo, or {@link Digest#NONE}
 * @param captureBy empty for an order to pay. With a time, the order sets the amount aside for the payee, who may take it,
 *     once and in whole or in part, until that moment
 * @param purpose what the order is for, beside paying; empty for nothing. An order that sets money aside has none
 * @since 0.1
 */
public record PaymentOrder(
        KeyId serverKey,
        OrderId id,
        AccountId payer,
        AccountId payee,
        KeyId payeeKey,
        long amount,
        Instant issuedAt,
        Instant expiresAt,
        Digest memoDigest,
        Optional<Instant> captureBy,
        Optional<Purpose> purpose) {

    /** How long an order is valid unless the payer says otherwise. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofMinutes(2);

    /** The longest validity that a server settles. */
    public static final Duration MAX_VALIDITY = Duration.ofHours(1);

    /** The longest time from its issue for which an order may set money aside. */
    public static final Duration MAX_HOLD = Duration.ofDays(31);

    /**
     * Null-checks every component.
     *
     * @param serverKey the key id of the only server that may settle the order
     * @param id the identity of the order
     * @param payer who pays
     * @param payee who is paid
     * @param payeeKey the key id of the payee's account key, so that a name that changed hands gets nothing
     * @param amount the amount in the ledger's smallest unit
     * @param issuedAt when the payer made the order
     * @param expiresAt the last moment at which it may be settled
     * @param memoDigest the SHA-256 digest of the sealed memo, or {@link Digest#NONE}
     * @param captureBy empty for an order to pay. With a time, the order sets the amount aside for the payee, who may take it,
     *     once and in whole or in part, until that moment
     * @param purpose what the order is for, beside paying; empty for nothing. An order that sets money aside has none
     * @throws IllegalArgumentException if an order that sets money aside has a purpose
     */
    public PaymentOrder {
        Objects.requireNonNull(serverKey, "serverKey");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(payer, "payer");
        Objects.requireNonNull(payee, "payee");
        Objects.requireNonNull(payeeKey, "payeeKey");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(memoDigest, "memoDigest");
        Objects.requireNonNull(captureBy, "captureBy");
        Objects.requireNonNull(purpose, "purpose");
        if (captureBy.isPresent() && purpose.isPresent()) {
            throw new IllegalArgumentException("an order that sets money aside has no purpose");
        }
    }

    /**
     * Whether the order sets money aside instead of moving it.
     *
     * @return true if it does
     */
    public boolean isHold() {
        return captureBy.isPresent();
    }

    /**
     * What names the order in a ledger.
     *
     * @return payer and id
     */
    public OrderRef ref() {
        return new OrderRef(payer, id);
    }

    /** The one-line text form of the manual, such as {@code brian#2000#ta}. */
    @Override
    public String toString() {
        return payer + "#" + amount + "#" + payee;
    }
}
