package io.micropay.keys;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A secret that a person types. Never shown, compared in constant time, wiped on close.
 *
 * <p>Not safe to use while another thread closes it.
 *
 * @since 0.1
 */
public final class Passphrase implements AutoCloseable {
    private final char[] characters;
    private boolean closed;

    private Passphrase(char[] characters) {
        this.characters = characters;
    }

    /**
     * Copies the characters; wipe your own array afterwards.
     *
     * @param characters the secret, not empty
     * @return the passphrase
     * @throws IllegalArgumentException if {@code characters} are empty
     */
    public static Passphrase of(char[] characters) {
        if (characters.length == 0) {
            throw new IllegalArgumentException("a passphrase must not be empty");
        }
        return new Passphrase(characters.clone());
    }

    /**
     * Reads a passphrase from an environment variable.
     *
     * @param text the secret, not empty; a string cannot be wiped, so prefer {@link #of} where you have the choice
     * @return the passphrase
     * @throws IllegalArgumentException if {@code text} is empty
     */
    public static Passphrase ofText(String text) {
        return of(text.toCharArray());
    }

    /** A copy for the key store, which the caller wipes. */
    char[] copy() {
        if (closed) {
            throw new IllegalStateException("the passphrase is wiped already");
        }
        return characters.clone();
    }

    /** Overwrites the secret; the passphrase is of no more use then. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(characters, '\0');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Passphrase that && MessageDigest.isEqual(encoded(), that.encoded());
    }

    private byte[] encoded() {
        byte[] bytes = new byte[characters.length * Character.BYTES];
        ByteBuffer.wrap(bytes).asCharBuffer().put(characters);
        return bytes;
    }

    /** Always the same, so that it tells nothing. */
    @Override
    public int hashCode() {
        return 1;
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "Passphrase[secret]";
    }
}
