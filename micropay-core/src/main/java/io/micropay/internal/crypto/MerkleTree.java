package io.micropay.internal.crypto;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1: leaves are hashed behind a 0x00, nodes behind a 0x01, and a tree that is not
 * full is split at the largest power of two below its size.
 */
public final class MerkleTree {
    private static final byte LEAF_PREFIX = 0;
    private static final byte NODE_PREFIX = 1;

    /** The hashes from the leaves, level by level, up to the root; an odd one out moves up as it is. */
    private final List<List<Digest>> levels = new ArrayList<>();

    /** Builds the tree over at least one statement. */
    public MerkleTree(List<Bytes> statements) {
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("a tree has at least one leaf");
        }
        MessageDigest sha256 = Sha256.newDigest();
        List<Digest> level = new ArrayList<>(statements.size());
        for (Bytes statement : statements) {
            level.add(leaf(sha256, statement));
        }
        levels.add(level);
        while (level.size() > 1) {
            List<Digest> above = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(node(sha256, level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.get(level.size() - 1));
            }
            levels.add(above);
            level = above;
        }
    }

    /** The root over all statements. */
    public Digest root() {
        return levels.get(levels.size() - 1).get(0);
    }

    /** The siblings on the way from a leaf to the root. */
    public List<Digest> auditPath(int leafIndex) {
        List<Digest> path = new ArrayList<>();
        int index = leafIndex;
        for (List<Digest> level : levels.subList(0, levels.size() - 1)) {
            int sibling = index ^ 1;
            if (sibling < level.size()) {
                path.add(level.get(sibling));
            }
            index >>= 1;
        }
        return path;
    }

    /**
     * The root that a statement, its place and its audit path lead to (RFC 9162, section 2.1.3.2).
     *
     * @throws IllegalArgumentException if the path has not exactly the length that the place demands
     */
    public static Digest rootOf(Bytes statement, int leafIndex, int treeSize, List<Digest> path) {
        MessageDigest sha256 = Sha256.newDigest();
        Digest hash = leaf(sha256, statement);
        int index = leafIndex;
        int last = treeSize - 1;
        int used = 0;
        while (last > 0) {
            boolean hasSibling = index % 2 == 1 || index < last;
            if (hasSibling) {
                if (used == path.size()) {
                    throw new IllegalArgumentException("audit path too short");
                }
                Digest sibling = path.get(used++);
                hash = index % 2 == 1 ? node(sha256, sibling, hash) : node(sha256, hash, sibling);
            }
            index >>= 1;
            last >>= 1;
        }
        if (used != path.size()) {
            throw new IllegalArgumentException("audit path too long");
        }
        return hash;
    }

    private static Digest leaf(MessageDigest sha256, Bytes statement) {
        sha256.update(LEAF_PREFIX);
        return new Digest(Bytes.of(sha256.digest(statement.toByteArray())));
    }

    private static Digest node(MessageDigest sha256, Digest left, Digest right) {
        sha256.update(NODE_PREFIX);
        sha256.update(left.bytes().toByteArray());
        return new Digest(Bytes.of(sha256.digest(right.bytes().toByteArray())));
    }
}
