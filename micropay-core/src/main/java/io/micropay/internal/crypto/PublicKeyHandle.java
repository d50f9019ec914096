package io.micropay.internal.crypto;

import io.micropay.keys.Fingerprint;
import io.micropay.keys.RsaKeys;
import io.micropay.model.Bytes;
import io.micropay.model.KeyId;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;

/**
 * A public key within the bounds, decoded once, with its id.
 *
 * @param id its key id
 * @param encoded its SubjectPublicKeyInfo
 * @param key the key
 */
public record PublicKeyHandle(KeyId id, Bytes encoded, RSAPublicKey key) {
    /**
     * Decodes a key from outside.
     *
     * @throws IllegalArgumentException if it is out of bounds
     */
    public static PublicKeyHandle decode(Bytes encoded) {
        return new PublicKeyHandle(Fingerprint.ofPublicKey(encoded).keyId(), encoded, RsaKeys.decode(encoded));
    }

    /** The key of a certificate. */
    public static PublicKeyHandle of(X509Certificate certificate) {
        return decode(RsaKeys.encoded(certificate));
    }
}
