package io.micropay.internal.crypto;

import io.micropay.keys.KeyMaterial;
import io.micropay.keys.RsaKeys;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.crypto.Cipher;

/**
 * The RSA operation of the classic dialect: a few bytes under the private key, with PKCS#1 v1.5 padding of type 1 (RFC 8017,
 * section 9.2, without a digest). It authenticates, and hides nothing from whoever has the public key. For nothing else: the
 * native protocol signs with RSASSA-PSS.
 */
public final class TypeOne {
    private static final String PADDED = "RSA/ECB/PKCS1Padding";

    private TypeOne() {}

    /**
     * Puts some bytes under a private key.
     *
     * @param signer whose key
     * @param content at most eleven bytes less than the modulus
     * @return as many bytes as the modulus has
     * @throws IllegalArgumentException if {@code content} is too long
     * @throws IllegalStateException if the key does not work
     */
    public static byte[] wrap(KeyMaterial signer, byte... content) {
        try {
            Cipher rsa = signer.provider().isPresent()
                    ? Cipher.getInstance(PADDED, signer.provider().get())
                    : Cipher.getInstance(PADDED);
            rsa.init(Cipher.ENCRYPT_MODE, signer.privateKey());
            return rsa.doFinal(content);
        } catch (javax.crypto.IllegalBlockSizeException e) {
            throw new IllegalArgumentException("too long for a block: " + content.length + " bytes", e);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException("the own key does not work for the classic dialect: " + e.getMessage(), e);
        }
    }

    /**
     * Takes bytes out again.
     *
     * @param signer whose key it should be
     * @param block as many bytes as the modulus has
     * @return the content; empty if the padding is wrong, so that it was another key or no block at all
     */
    public static Optional<byte[]> unwrap(PublicKey signer, byte... block) {
        try {
            Cipher rsa = Cipher.getInstance(PADDED);
            rsa.init(Cipher.DECRYPT_MODE, signer);
            return Optional.of(rsa.doFinal(block));
        } catch (GeneralSecurityException | ProviderException e) {
            return Optional.empty();
        }
    }

    /**
     * How many bytes a block under the key of a certificate has.
     *
     * @throws IllegalArgumentException if the key is out of bounds
     */
    public static int blockSize(X509Certificate signer) {
        return (RsaKeys.check(signer.getPublicKey()).getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    }
}
