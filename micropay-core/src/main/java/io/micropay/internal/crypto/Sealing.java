package io.micropay.internal.crypto;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.RsaKeys;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what only the holder of a private key may read: a fresh AES-256-GCM key, wrapped with RSA-OAEP (RFC 8017,
 * section 7.1, SHA-256 for both hashes). Safe to share between threads.
 *
 * <p>Layout: {@code opaque wrapped_key<256..512>, opaque nonce[12], ciphertext and tag}.
 */
public final class Sealing {
    private static final byte[] CONTEXT = "micropay/1 sealed".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_SIZE = 32;
    private static final int NONCE_SIZE = 12;
    private static final int TAG_BITS = 128;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final SecureRandom random;

    /** Seals with keys and nonces from a source of randomness. */
    public Sealing(SecureRandom random) {
        this.random = random;
    }

    /** Seals some bytes to a public key. */
    public Bytes seal(PublicKeyHandle recipient, Bytes content) {
        byte[] key = new byte[KEY_SIZE];
        byte[] nonce = new byte[NONCE_SIZE];
        random.nextBytes(key);
        random.nextBytes(nonce);
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.ENCRYPT_MODE, recipient.key(), OAEP);
            byte[] wrapped = rsa.doFinal(key);
            byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, nonce).doFinal(content.toByteArray());
            ByteBuffer out = ByteBuffer.allocate(Short.BYTES + wrapped.length + NONCE_SIZE + sealed.length);
            out.putShort((short) wrapped.length).put(wrapped).put(nonce).put(sealed);
            return Bytes.of(out.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA-OAEP and AES-GCM", e);
        }
    }

    /**
     * Opens what was sealed to a key.
     *
     * @throws AuthenticationException if anything at all is wrong; always the same, so that it teaches an attacker nothing
     */
    public static Bytes open(KeyMaterial recipient, Bytes sealed) {
        ByteBuffer in = ByteBuffer.wrap(sealed.toByteArray());
        try {
            int modulusBits = RsaKeys.check(recipient.certificate().getPublicKey())
                    .getModulus()
                    .bitLength();
            int wrappedSize = ByteBuffer.wrap(take(in, Short.BYTES)).getShort();
            byte[] wrapped = take(in, exactly((modulusBits + 7) / 8, wrappedSize));
            byte[] nonce = take(in, NONCE_SIZE);
            Cipher rsa = recipient.provider().isPresent()
                    ? Cipher.getInstance(
                            "RSA/ECB/OAEPPadding", recipient.provider().get())
                    : Cipher.getInstance("RSA/ECB/OAEPPadding");
            rsa.init(Cipher.DECRYPT_MODE, recipient.privateKey(), OAEP);
            byte[] key = rsa.doFinal(wrapped);
            exactly(KEY_SIZE, key.length);
            byte[] ciphertext = take(in, Math.max(in.remaining(), TAG_BITS / Byte.SIZE));
            return Bytes.of(gcm(Cipher.DECRYPT_MODE, key, nonce).doFinal(ciphertext));
        } catch (GeneralSecurityException | IllegalArgumentException | ProviderException e) {
            throw new AuthenticationException(StatusCode.MALFORMED, "cannot be opened");
        }
    }

    private static Cipher gcm(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(CONTEXT);
        return cipher;
    }

    /** One size only: the platform would also take a key without its leading zeros, or a shorter AES key. */
    private static int exactly(int expected, int size) {
        if (size != expected) {
            throw new IllegalArgumentException("wrong size");
        }
        return size;
    }

    private static byte[] take(ByteBuffer in, int size) {
        if (size < 0 || in.remaining() < size) {
            throw new IllegalArgumentException("too short");
        }
        byte[] bytes = new byte[size];
        in.get(bytes);
        return bytes;
    }
}
