package io.micropay.model;

import java.util.Objects;

/**
 * A SHA-256 digest (FIPS 180-4): 32 bytes.
 *
 * @param bytes the 32 bytes
 * @since 0.1
 */
public record Digest(Bytes bytes) {
    /** The size of every digest, in bytes. */
    public static final int SIZE = 32;

    /** Thirty-two zero bytes: stands for "nothing" where a digest has to be named, such as the memo of an order without one. */
    public static final Digest NONE = new Digest(Bytes.of(new byte[SIZE]));

    /**
     * Checks the size.
     *
     * @param bytes the 32 bytes
     * @throws IllegalArgumentException if {@code bytes} are not exactly 32
     */
    public Digest {
        Objects.requireNonNull(bytes, "bytes");
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.size());
        }
    }

    /** The digest as 64 hexadecimal digits. */
    @Override
    public String toString() {
        return bytes.hex();
    }
}
