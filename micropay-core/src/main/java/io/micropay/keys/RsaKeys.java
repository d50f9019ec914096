package io.micropay.keys;

import io.micropay.model.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/**
 * The one place that says which RSA public keys Micropay works with, and that reads them from outside.
 *
 * @since 0.1
 */
public final class RsaKeys {
    /** The smallest modulus, in bits. */
    public static final int MIN_BITS = 2048;

    /** The largest modulus, in bits. */
    public static final int MAX_BITS = 4096;

    /** The largest encoding of a public key, in bytes, with room to spare. */
    public static final int MAX_ENCODED_SIZE = 1024;

    private static final BigInteger EXPONENT = RSAKeyGenParameterSpec.F4;

    private RsaKeys() {}

    /**
     * Reads a public key from its SubjectPublicKeyInfo.
     *
     * @param encoded DER, exactly as {@link PublicKey#getEncoded()} would give it again
     * @return the key, within the bounds
     * @throws IllegalArgumentException if it is no RSA key, not canonically encoded, or out of bounds
     */
    public static RSAPublicKey decode(Bytes encoded) {
        if (encoded.size() > MAX_ENCODED_SIZE) {
            throw new IllegalArgumentException("encoded public key too long: " + encoded.size() + " bytes");
        }
        byte[] der = encoded.toByteArray();
        try {
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            RSAPublicKey checked = check(key);
            if (!Arrays.equals(der, checked.getEncoded())) {
                throw new IllegalArgumentException("the public key is not encoded as DER demands");
            }
            return checked;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA public key", e);
        }
    }

    /**
     * Checks that a key is RSA, 2048 to 4096 bits, exponent 65537, and has its one encoding.
     *
     * @param key the key
     * @return the same key
     * @throws IllegalArgumentException if it is anything else
     */
    public static RSAPublicKey check(PublicKey key) {
        // A key that its encoding restricts to RSASSA-PSS is an RSAPublicKey too, of another algorithm and encoding.
        if (!(key instanceof RSAPublicKey rsa) || !key.getAlgorithm().equals("RSA")) {
            throw new IllegalArgumentException("not an RSA key: " + key.getAlgorithm());
        }
        int bits = rsa.getModulus().bitLength();
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new IllegalArgumentException("an RSA modulus has 2048 to 4096 bits, not " + bits);
        }
        if (!rsa.getPublicExponent().equals(EXPONENT)) {
            throw new IllegalArgumentException("the RSA exponent has to be 65537");
        }
        if (!Arrays.equals(canonical(rsa), rsa.getEncoded())) {
            throw new IllegalArgumentException("the public key is not encoded as RFC 8017 demands");
        }
        return rsa;
    }

    /** The one encoding that gives a key its id; the platform keeps whatever parameters came with the algorithm. */
    private static byte[] canonical(RSAPublicKey key) {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an RSA public key", e);
        }
    }

    /**
     * The SubjectPublicKeyInfo of a certificate's key.
     *
     * @param certificate a certificate with an RSA key
     * @return DER
     * @throws IllegalArgumentException if its key is out of bounds
     */
    public static Bytes encoded(X509Certificate certificate) {
        return Bytes.of(check(certificate.getPublicKey()).getEncoded());
    }
}
