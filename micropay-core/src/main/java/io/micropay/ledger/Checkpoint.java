package io.micropay.ledger;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import java.util.Objects;

/**
 * The server's signature over one batch of journal entries and over the checkpoint before. Never changed once committed.
 *
 * @param number counted from 1, without gaps
 * @param digest what the next checkpoint names as its previous one
 * @param previous the digest of the checkpoint before; {@link Digest#NONE} for the first
 * @param treeSize how many entries it covers
 * @param root the root of the Merkle tree over their statements
 * @param signer the server key
 * @param signature the RSASSA-PSS signature
 * @since 0.1
 */
public record Checkpoint(
        long number, Digest digest, Digest previous, int treeSize, Digest root, KeyId signer, Bytes signature) {
    /**
     * Null-checks every component.
     *
     * @param number counted from 1, without gaps
     * @param digest what the next checkpoint names as its previous one
     * @param previous the digest of the checkpoint before; {@link Digest#NONE} for the first
     * @param treeSize how many entries it covers
     * @param root the root of the Merkle tree over their statements
     * @param signer the server key
     * @param signature the RSASSA-PSS signature
     */
    public Checkpoint {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(signer, "signer");
        Objects.requireNonNull(signature, "signature");
    }
}
