package io.micropay.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * Key material that lives in this process only: for session keys, embedders and tests.
 *
 * <p>Example: {@code KeyMaterial serverKey = InMemoryKeys.generate(KeySpec.server("server"), Clock.systemUTC());}
 *
 * @since 0.1
 */
public final class InMemoryKeys implements KeyMaterial {
    private final PrivateKey privateKey;
    private final List<X509Certificate> chain;

    private InMemoryKeys(PrivateKey privateKey, List<X509Certificate> chain) {
        this.privateKey = privateKey;
        this.chain = chain;
    }

    /**
     * Makes a fresh key and a certificate for it that it signs itself.
     *
     * @param spec name, size and validity
     * @param clock the time from which the certificate is valid
     * @return the key material
     */
    public static InMemoryKeys generate(KeySpec spec, Clock clock) {
        return SelfSigned.generate(spec, clock.instant());
    }

    /**
     * Takes key material that exists already.
     *
     * @param privateKey an RSA private key
     * @param chain its certificate first
     * @return the key material
     * @throws IllegalArgumentException if the chain is empty, its first key is out of bounds, or the private key is
     *     not the other half of it, as far as its handle tells
     */
    public static InMemoryKeys of(PrivateKey privateKey, List<X509Certificate> chain) {
        Objects.requireNonNull(privateKey, "privateKey");
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a certificate chain has at least one certificate");
        }
        RSAPublicKey publicKey = RsaKeys.check(chain.get(0).getPublicKey());
        boolean otherModulus =
                privateKey instanceof RSAKey rsa && !rsa.getModulus().equals(publicKey.getModulus());
        if (!privateKey.getAlgorithm().equals("RSA") || otherModulus) {
            throw new IllegalArgumentException("the private key is not the one of the certificate");
        }
        return new InMemoryKeys(privateKey, List.copyOf(chain));
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return chain;
    }

    @Override
    public PrivateKey privateKey() {
        return privateKey;
    }

    /** The fingerprint; nothing of the private key. */
    @Override
    public String toString() {
        return "InMemoryKeys[" + Fingerprint.of(certificate()) + "]";
    }
}
