package io.micropay.internal.crypto;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a batch signature signs: context, previous checkpoint if any, tree size and root.
 *
 * @param context what the statements are
 * @param previous the checkpoint before, for checkpoints
 * @param treeSize the number of statements
 * @param root the root over them
 */
public record SignedRoot(SigningContext context, Optional<Digest> previous, int treeSize, Digest root) {
    /** The bytes that are signed: {@code opaque context<1..255>, opaque previous<0..32>, uint32 size, opaque root[32]}. */
    Bytes encode() {
        byte[] label = context.label();
        Bytes link = previous.map(Digest::bytes).orElse(Bytes.EMPTY);
        ByteBuffer out = ByteBuffer.allocate(1 + label.length + 1 + link.size() + Integer.BYTES + Digest.SIZE);
        out.put((byte) label.length).put(label);
        out.put((byte) link.size()).put(link.toByteArray());
        out.putInt(treeSize).put(root.bytes().toByteArray());
        return Bytes.of(out.array());
    }

    /** The SHA-256 digest of those bytes: for a checkpoint, what its successor names as previous. */
    public Digest digest() {
        return Sha256.digest(encode());
    }
}
