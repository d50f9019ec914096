package io.micropay.keys;

import io.micropay.model.KeyId;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A private RSA key that can be used, and the certificate that shows its public half.
 *
 * <p>The private key is a handle in the sense of the Java Cryptography Architecture: a key in an HSM or a smart card
 * (through {@code SunPKCS11}, for instance) serves as well as one in memory, and never has to be extractable.
 *
 * <p>Implementations are immutable and safe to share between threads. Their {@code toString} tells nothing of the
 * private key.
 *
 * @since 0.1
 */
public interface KeyMaterial {
    /**
     * The certificate of the key, first, and those that vouch for it, if any.
     *
     * @return at least one certificate, the first with an RSA key
     */
    List<X509Certificate> certificateChain();

    /**
     * The handle with which to sign or to open what was sealed.
     *
     * @return a key for {@code RSASSA-PSS} signatures, or for {@code RSA/ECB/OAEPPadding}, by {@link #provider()}
     */
    PrivateKey privateKey();

    /**
     * The provider that can work with {@link #privateKey()}.
     *
     * @return empty to let the platform choose
     */
    default Optional<Provider> provider() {
        return Optional.empty();
    }

    /**
     * The own certificate.
     *
     * @return the first of the chain
     */
    default X509Certificate certificate() {
        return certificateChain().get(0);
    }

    /**
     * The id of the public key.
     *
     * @return SHA-256 over its SubjectPublicKeyInfo
     */
    default KeyId keyId() {
        return Fingerprint.of(certificate()).keyId();
    }
}
