package io.micropay.internal.crypto;

import io.micropay.error.AuthenticationException;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Verifies statements under batch signatures, and remembers which signed roots it has verified, so that the statements of
 * one batch cost one RSA operation together. Safe to share between threads.
 */
public final class BatchVerifier {
    private static final int MAX_REMEMBERED = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Digest, Boolean> verified = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * Returns if the statement is signed by the key, in that context, at that place of that tree.
     *
     * @return the digest of what was signed: for a checkpoint, what its successor names as previous
     * @throws AuthenticationException in every other case, always the same
     */
    public Digest verify(SigningContext context, PublicKeyHandle key, Bytes statement, BatchSignature signature) {
        boolean chained = context == SigningContext.CHECKPOINT;
        if (!signature.signer().equals(key.id()) || signature.previous().isPresent() != chained) {
            throw RsaPss.invalid();
        }
        Digest root;
        try {
            root = MerkleTree.rootOf(statement, signature.leafIndex(), signature.treeSize(), signature.auditPath());
        } catch (IllegalArgumentException e) {
            throw RsaPss.invalid();
        }
        Bytes content = new SignedRoot(context, signature.previous(), signature.treeSize(), root).encode();
        if (signature.treeSize() == 1) {
            RsaPss.verify(key.key(), content, signature.signature());
        } else {
            verifyOnce(key, content, signature.signature());
        }
        return Sha256.digest(content);
    }

    /**
     * Returns if the key signed the root: for who has found the root out from all statements.
     *
     * @throws AuthenticationException in every other case, always the same
     */
    public static void verify(PublicKeyHandle key, SignedRoot root, Bytes signature) {
        RsaPss.verify(key.key(), root.encode(), signature);
    }

    private void verifyOnce(PublicKeyHandle key, Bytes content, Bytes signature) {
        Digest name = nameOf(key, content, signature);
        if (!isVerified(name)) {
            RsaPss.verify(key.key(), content, signature);
            remember(name);
        }
    }

    /** Key, content and signature all count: none of the three may change without a new verification. */
    private static Digest nameOf(PublicKeyHandle key, Bytes content, Bytes signature) {
        byte[] all = new byte[Digest.SIZE + content.size() + signature.size()];
        key.id().bytes().copyTo(all, 0);
        content.copyTo(all, Digest.SIZE);
        signature.copyTo(all, Digest.SIZE + content.size());
        return Sha256.digest(Bytes.of(all));
    }

    private boolean isVerified(Digest name) {
        lock.lock();
        try {
            return verified.containsKey(name);
        } finally {
            lock.unlock();
        }
    }

    private void remember(Digest name) {
        lock.lock();
        try {
            verified.put(name, true);
        } finally {
            lock.unlock();
        }
    }
}
