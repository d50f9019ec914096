package io.micropay.model;

import java.util.Objects;

/**
 * A payment request together with the bytes that the payee signed and the signature.
 *
 * <p>Whoever makes an instance vouches that {@code request} is what {@code statement} decodes to; Micropay's own decoder and
 * verifier check it.
 *
 * @param request the decoded request
 * @param statement the signed bytes
 * @param signature the payee's signature, by the session key that the payee's grant names
 * @since 0.1
 */
public record SignedRequest(PaymentRequest request, Bytes statement, BatchSignature signature) {
    /**
     * Null-checks every component.
     *
     * @param request the decoded request
     * @param statement the signed bytes
     * @param signature the payee's signature, by the session key that the payee's grant names
     */
    public SignedRequest {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(signature, "signature");
    }

    /** The one-line text form of the request; the signature is left out. */
    @Override
    public String toString() {
        return request.toString();
    }
}
