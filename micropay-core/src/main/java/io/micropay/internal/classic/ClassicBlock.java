package io.micropay.internal.classic;

import io.micropay.internal.crypto.TypeOne;
import io.micropay.keys.ClassicKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The message block of the classic dialect: a text and a NUL under the sender's private key, and a byte that pads.
 *
 * <p>Each character of a text is one byte, U+0000 to U+00FF: names may be in any encoding, or in none, and every byte of them
 * has to come back unchanged when a payee passes a transfer on.
 */
public final class ClassicBlock {
    /** The size of a block, in bytes. */
    public static final int SIZE = 257;

    /** The size of what carries the text, in bytes; one byte of padding follows. */
    public static final int RSA_SIZE = ClassicKeys.BITS / Byte.SIZE;

    /** The longest text, in bytes. */
    public static final int MAX_TEXT = 244;

    private ClassicBlock() {}

    /**
     * Makes a block.
     *
     * @param text at most 244 characters, U+0001 to U+00FF
     * @param sender whose key, RSA with 2048 bits
     * @return 257 bytes, always the same for the same text and key
     * @throws IllegalArgumentException if the text does not fit, or the key has another size
     */
    public static Bytes encode(String text, KeyMaterial sender) {
        requireText(text);
        byte[] content = Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), text.length() + 1);
        byte[] wrapped = TypeOne.wrap(sender, content);
        if (wrapped.length != RSA_SIZE) {
            throw new IllegalArgumentException(
                    "the classic dialect needs an RSA key with 2048 bits, not " + wrapped.length * Byte.SIZE);
        }
        return Bytes.of(Arrays.copyOf(wrapped, SIZE));
    }

    /**
     * Refuses what no block can carry.
     *
     * @param text at most 244 characters, U+0001 to U+00FF
     * @throws IllegalArgumentException if it is longer, or has other characters
     */
    public static void requireText(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "a message has at most " + MAX_TEXT + " bytes, not " + text.length() + ": use a shorter name");
        }
        if (!text.chars().allMatch(character -> character > 0 && character <= 0xff)) {
            throw new IllegalArgumentException("a character that is no single byte, or NUL, cannot be sent");
        }
    }

    /**
     * Reads a block, or its first 256 bytes, which are all that matters.
     *
     * @param block 256 or 257 bytes
     * @param sender the key that the other side proved to own
     * @return the text before the first NUL, or all of it if there is none; empty if it is no block of that sender
     */
    public static Optional<String> decode(Bytes block, PublicKey sender) {
        boolean isSized = block.size() == SIZE || block.size() == RSA_SIZE;
        if (!isSized) {
            return Optional.empty();
        }
        return TypeOne.unwrap(sender, Arrays.copyOf(block.toByteArray(), RSA_SIZE))
                .map(ClassicBlock::text);
    }

    /** As {@link #decode(Bytes, PublicKey)}, with the key of a certificate. */
    public static Optional<String> decode(Bytes block, X509Certificate sender) {
        return decode(block, sender.getPublicKey());
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
