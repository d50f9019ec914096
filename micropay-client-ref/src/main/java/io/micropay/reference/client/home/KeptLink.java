package io.micropay.reference.client.home;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.PaymentLink;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * A link that was made here.
 *
 * @param madeAt when
 * @param link the link
 */
public record KeptLink(Instant madeAt, PaymentLink link) {
    /**
     * What orders name the request by.
     *
     * @return the {@linkplain io.micropay.model.PaymentRequest#id id} of the request
     */
    public Digest id() {
        try {
            return new Digest(Bytes.of(
                    MessageDigest.getInstance("SHA-256").digest(link.secret().toByteArray())));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
