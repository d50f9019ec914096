package io.micropay.model;

import java.util.Objects;

/**
 * The name of a public key: the SHA-256 digest of its DER-encoded SubjectPublicKeyInfo (RFC 5280, section 4.1).
 *
 * @param digest the digest of the encoded public key
 * @since 0.1
 */
public record KeyId(Digest digest) {
    /** The size of every key id, in bytes. */
    public static final int SIZE = Digest.SIZE;

    /**
     * Null-checks the digest.
     *
     * @param digest the digest of the encoded public key
     */
    public KeyId {
        Objects.requireNonNull(digest, "digest");
    }

    /**
     * Makes a key id from its 32 bytes.
     *
     * @param bytes the 32 bytes
     * @return the key id
     * @throws IllegalArgumentException if {@code bytes} are not exactly 32
     */
    public static KeyId of(Bytes bytes) {
        return new KeyId(new Digest(bytes));
    }

    /**
     * The 32 bytes.
     *
     * @return the bytes of the digest
     */
    public Bytes bytes() {
        return digest.bytes();
    }

    /** The key id as 64 hexadecimal digits. */
    @Override
    public String toString() {
        return digest.toString();
    }
}
