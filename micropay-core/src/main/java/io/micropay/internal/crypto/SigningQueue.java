package io.micropay.internal.crypto;

import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Signs for many threads at once: what queued up while one signature was being made goes under the next one. Nobody
 * waits for company. Each caller is a thread that waits, so the queue is no longer than there are callers.
 */
public final class SigningQueue {
    private static final int MAX_BATCH = 256;

    private final BatchSigner signer;
    private final ReentrantLock signing = new ReentrantLock();
    private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();

    /** Queues in front of a signer. */
    public SigningQueue(BatchSigner signer) {
        this.signer = signer;
    }

    private static final class Pending {
        final Bytes statement;

        /** Guarded by the signing lock. */
        @Nullable
        BatchSignature result;

        /** Why there is no result. Guarded by the signing lock. */
        @Nullable
        RuntimeException failure;

        Pending(Bytes statement) {
            this.statement = statement;
        }
    }

    /**
     * Signs a statement, together with those that other threads brought meanwhile. If the key fails, everybody whose
     * statement was in the batch gets its exception.
     */
    public BatchSignature sign(Bytes statement) {
        Pending mine = new Pending(statement);
        queue.add(mine);
        signing.lock();
        try {
            BatchSignature signature = mine.result;
            while (signature == null) {
                if (mine.failure != null) {
                    throw mine.failure;
                }
                signNextBatch();
                signature = mine.result;
            }
            return signature;
        } finally {
            signing.unlock();
        }
    }

    private void signNextBatch() {
        List<Pending> batch = new ArrayList<>();
        for (Pending next = queue.poll(); next != null; next = batch.size() < MAX_BATCH ? queue.poll() : null) {
            batch.add(next);
        }
        List<BatchSignature> signatures = sign(batch);
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).result = signatures.get(i);
        }
    }

    /** Signs, or leaves word of the failure for everybody in the batch. */
    private List<BatchSignature> sign(List<Pending> batch) {
        List<Bytes> statements =
                batch.stream().map(pending -> pending.statement).toList();
        try {
            return signer.sign(statements, Optional.empty()).signatures();
        } catch (RuntimeException e) {
            batch.forEach(pending -> pending.failure = e);
            throw e;
        }
    }
}
