package io.micropay.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What a payee asks for: an amount, to be paid by whoever holds the {@link PaymentLink}, once, before a time.
 *
 * <p>Times are whole milliseconds. The server keeps requests and knows neither the secret of the link nor the memo.
 *
 * @param serverKey the key id of the only server at which it can be paid
 * @param id what names the request: the SHA-256 digest of the secret in its {@link PaymentLink}
 * @param payee who wants to be paid
 * @param payeeKey the key id of the payee's account key
 * @param amount what is to be paid, in the ledger's smallest unit
 * @param issuedAt when the payee made the request
 * @param expiresAt the last moment at which it can be paid
 * @param memoDigest the SHA-256 digest of the link's secret and the memo, or {@link Digest#NONE}
 * @since 0.1
 */
public record PaymentRequest(
        KeyId serverKey,
        Digest id,
        AccountId payee,
        KeyId payeeKey,
        long amount,
        Instant issuedAt,
        Instant expiresAt,
        Digest memoDigest) {

    /** How long a request can be paid unless the payee says otherwise. */
    public static final Duration DEFAULT_VALIDITY = Duration.ofDays(1);

    /** The longest time from its issue for which a request can be paid. */
    public static final Duration MAX_VALIDITY = Duration.ofDays(366);

    /**
     * Null-checks every component.
     *
     * @param serverKey the key id of the only server at which it can be paid
     * @param id what names the request: the SHA-256 digest of the secret in its {@link PaymentLink}
     * @param payee who wants to be paid
     * @param payeeKey the key id of the payee's account key
     * @param amount what is to be paid, in the ledger's smallest unit
     * @param issuedAt when the payee made the request
     * @param expiresAt the last moment at which it can be paid
     * @param memoDigest the SHA-256 digest of the link's secret and the memo, or {@link Digest#NONE}
     */
    public PaymentRequest {
        Objects.requireNonNull(serverKey, "serverKey");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(payee, "payee");
        Objects.requireNonNull(payeeKey, "payeeKey");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(memoDigest, "memoDigest");
    }

    /** The one-line text form, such as {@code ta?250}. */
    @Override
    public String toString() {
        return payee + "?" + amount;
    }
}
