package io.micropay.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One statement's share of a signature that covers many: where the statement stands in an RFC 6962 Merkle tree, the
 * audit path that leads from it to the root, and the RSASSA-PSS signature over the root.
 *
 * <p>What exactly is signed, and how to verify it, is written in {@code docs/PROTOCOL.md}.
 *
 * @param signer the key that signed
 * @param previous the checkpoint before this one, for receipts; empty for every other kind of statement
 * @param treeSize the number of statements under the root, 1 to {@value #MAX_TREE_SIZE}
 * @param leafIndex the place of this statement, counted from zero
 * @param auditPath the sibling hashes from the leaf up to the root; empty for a tree of one
 * @param signature the RSASSA-PSS signature
 * @since 0.1
 */
public record BatchSignature(
        KeyId signer, Optional<Digest> previous, int treeSize, int leafIndex, List<Digest> auditPath, Bytes signature) {

    /** The largest number of statements under one signature. */
    public static final int MAX_TREE_SIZE = 65_536;

    /** The longest audit path that a tree of {@link #MAX_TREE_SIZE} needs. */
    public static final int MAX_PATH_LENGTH = 16;

    /**
     * Checks the bounds.
     *
     * @param signer the key that signed
     * @param previous the checkpoint before this one, for receipts; empty for every other kind of statement
     * @param treeSize the number of statements under the root, 1 to {@value #MAX_TREE_SIZE}
     * @param leafIndex the place of this statement, counted from zero
     * @param auditPath the sibling hashes from the leaf up to the root; empty for a tree of one
     * @param signature the RSASSA-PSS signature
     * @throws IllegalArgumentException if the index lies outside the tree, or the tree or the path is too large
     */
    public BatchSignature {
        Objects.requireNonNull(signer, "signer");
        Objects.requireNonNull(previous, "previous");
        Objects.requireNonNull(signature, "signature");
        auditPath = List.copyOf(auditPath);
        if (treeSize < 1 || treeSize > MAX_TREE_SIZE) {
            throw new IllegalArgumentException("a tree has 1 to " + MAX_TREE_SIZE + " leaves, not " + treeSize);
        }
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new IllegalArgumentException("leaf " + leafIndex + " is outside a tree of " + treeSize);
        }
        if (auditPath.size() > MAX_PATH_LENGTH) {
            throw new IllegalArgumentException("audit path too long: " + auditPath.size());
        }
    }
}
