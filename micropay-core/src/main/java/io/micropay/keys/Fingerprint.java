package io.micropay.keys;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;

/**
 * A key id in the form that people compare and pin: {@code SHA256:} and the digest in Base64, as SSH shows it.
 *
 * <p>Example: {@code SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo}.
 *
 * @param keyId the key id
 * @since 0.1
 */
public record Fingerprint(KeyId keyId) {
    private static final String PREFIX = "SHA256:";

    /**
     * Null-checks the key id.
     *
     * @param keyId the key id
     */
    public Fingerprint {
        Objects.requireNonNull(keyId, "keyId");
    }

    /**
     * The fingerprint of a certificate's public key.
     *
     * @param certificate a certificate with an RSA key
     * @return its fingerprint; certificates that are renewed with the same key keep it
     * @throws IllegalArgumentException if the key is out of bounds
     */
    public static Fingerprint of(X509Certificate certificate) {
        return ofPublicKey(RsaKeys.encoded(certificate));
    }

    /**
     * The fingerprint of an encoded public key.
     *
     * @param subjectPublicKeyInfo the key as DER
     * @return its fingerprint
     */
    public static Fingerprint ofPublicKey(Bytes subjectPublicKeyInfo) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(subjectPublicKeyInfo.toByteArray());
            return new Fingerprint(new KeyId(new Digest(Bytes.of(digest))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads the text form.
     *
     * @param text {@code SHA256:} and 43 characters of Base64
     * @return the fingerprint
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static Fingerprint parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a fingerprint starts with SHA256: but this is " + text);
        }
        byte[] digest = Base64.getDecoder().decode(text.substring(PREFIX.length()));
        Fingerprint fingerprint = new Fingerprint(new KeyId(new Digest(Bytes.of(digest))));
        if (!fingerprint.toString().equals(text)) {
            throw new IllegalArgumentException("a fingerprint is SHA256: and 43 characters of Base64: " + text);
        }
        return fingerprint;
    }

    /** The text form. */
    @Override
    public String toString() {
        return PREFIX
                + Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(keyId.bytes().toByteArray());
    }
}
