package io.micropay.internal.crypto;

import io.micropay.keys.KeyMaterial;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signs many statements of one kind with one RSA operation. Safe to share between threads. */
public final class BatchSigner {
    private final KeyMaterial keys;
    private final KeyId keyId;
    private final SigningContext context;

    /** Signs statements of one kind with one key. */
    public BatchSigner(KeyMaterial keys, SigningContext context) {
        this.keys = keys;
        this.keyId = keys.keyId();
        this.context = context;
    }

    /**
     * What came out of one signing.
     *
     * @param root the root over the statements
     * @param digest the SHA-256 digest of what was signed: the next checkpoint's previous
     * @param signatures one for each statement, in their order
     */
    public record SignedBatch(Digest root, Digest digest, List<BatchSignature> signatures) {}

    /** Signs one statement. */
    public BatchSignature sign(Bytes statement) {
        return sign(List.of(statement), Optional.empty()).signatures().get(0);
    }

    /** Signs one or more statements together. */
    public SignedBatch sign(List<Bytes> statements, Optional<Digest> previous) {
        MerkleTree tree = new MerkleTree(statements);
        Bytes content = new SignedRoot(context, previous, statements.size(), tree.root()).encode();
        Bytes signature = RsaPss.sign(keys, content);
        List<BatchSignature> signatures = new ArrayList<>(statements.size());
        for (int i = 0; i < statements.size(); i++) {
            signatures.add(new BatchSignature(keyId, previous, statements.size(), i, tree.auditPath(i), signature));
        }
        return new SignedBatch(tree.root(), Sha256.digest(content), signatures);
    }
}
