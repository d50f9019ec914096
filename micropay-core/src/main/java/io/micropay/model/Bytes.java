package io.micropay.model;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable sequence of bytes with value equality, so that records can hold encoded statements, keys and signatures.
 *
 * <p>Not for secrets: {@link #toString()} shows the content. Instances are immutable and safe to share between threads.
 *
 * @since 0.1
 */
public final class Bytes {
    /** The empty sequence. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /**
     * Copies an array.
     *
     * @param content the bytes, copied
     * @return the same bytes as a value
     */
    public static Bytes of(byte... content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /**
     * Copies a part of an array.
     *
     * @param content the array
     * @param offset the index of the first byte to copy
     * @param size how many bytes to copy
     * @return those bytes as a value
     * @throws IndexOutOfBoundsException if they do not lie within the array
     */
    public static Bytes of(byte[] content, int offset, int size) {
        Objects.checkFromIndexSize(offset, size, content.length);
        return size == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(content, offset, offset + size));
    }

    /**
     * Reads hexadecimal digits.
     *
     * @param hex an even number of hexadecimal digits, upper or lower case
     * @return the bytes that they stand for
     * @throws IllegalArgumentException if {@code hex} is anything else
     */
    public static Bytes ofHex(String hex) {
        return of(HexFormat.of().parseHex(Objects.requireNonNull(hex, "hex")));
    }

    /**
     * The number of bytes.
     *
     * @return the size, zero or more
     */
    public int size() {
        return content.length;
    }

    /**
     * A copy of the content.
     *
     * @return a new array that the caller may change
     */
    public byte[] toByteArray() {
        return content.clone();
    }

    /**
     * Copies the content into an array without making another one in between.
     *
     * @param target where to copy to
     * @param offset the first index of {@code target} to write
     * @throws IndexOutOfBoundsException if the content does not fit
     */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(content, 0, target, offset, content.length);
    }

    /**
     * The content as lower-case hexadecimal digits.
     *
     * @return two digits a byte
     */
    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The content as hexadecimal digits. */
    @Override
    public String toString() {
        return hex();
    }
}
