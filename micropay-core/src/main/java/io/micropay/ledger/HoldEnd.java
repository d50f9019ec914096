package io.micropay.ledger;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.StatusCode;
import java.util.Objects;

/**
 * How a hold ended.
 *
 * @param status {@link StatusCode#CAPTURED}, {@link StatusCode#RELEASED} or {@link StatusCode#HOLD_EXPIRED}
 * @param captured how much the payee took, in the ledger's smallest unit; zero unless captured
 * @param sequence the journal entry of the end
 * @param digest the SHA-256 digest of the payee's signed request; that of the hold's order if it expired
 * @param request the payee's signed request, in the encoding of the protocol; no bytes if it expired
 * @since 0.1
 */
public record HoldEnd(StatusCode status, long captured, long sequence, Digest digest, Bytes request) {
    /**
     * Checks the amount.
     *
     * @param status {@link StatusCode#CAPTURED}, {@link StatusCode#RELEASED} or {@link StatusCode#HOLD_EXPIRED}
     * @param captured how much the payee took, in the ledger's smallest unit; zero unless captured
     * @param sequence the journal entry of the end
     * @param digest the SHA-256 digest of the payee's signed request; that of the hold's order if it expired
     * @param request the payee's signed request, in the encoding of the protocol; no bytes if it expired
     * @throws IllegalArgumentException if it is negative
     */
    public HoldEnd {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(request, "request");
        if (captured < 0) {
            throw new IllegalArgumentException("a negative amount cannot be captured: " + captured);
        }
    }
}
