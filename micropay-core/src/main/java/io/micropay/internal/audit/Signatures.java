package io.micropay.internal.audit;

import io.micropay.error.AuditFailedException;
import io.micropay.error.AuthenticationException;
import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/** Signatures that are to be verified: collected, so that several threads can share the work, and verified some at a time. */
final class Signatures implements AutoCloseable {
    private static final int MAX_WAITING = 2048;

    private final BatchVerifier verifier = new BatchVerifier();
    private final Optional<ForkJoinPool> pool;
    private final List<Claim> waiting = new ArrayList<>();

    /**
     * Something that is said to be signed.
     *
     * @param check the row that says so
     * @param context what it is
     * @param key whose signature it is said to be
     * @param statement what is signed
     * @param signature the signature
     */
    record Claim(Check check, SigningContext context, PublicKeyHandle key, Bytes statement, BatchSignature signature) {}

    Signatures(int threads) {
        this.pool = threads == 1 ? Optional.empty() : Optional.of(new ForkJoinPool(threads));
    }

    /** Verifies a claim, now or later. */
    void add(Claim claim) {
        waiting.add(claim);
        if (waiting.size() == MAX_WAITING) {
            verifyWaiting();
        }
    }

    /** Throws the first of what was added that does not verify. */
    void verifyWaiting() {
        List<Claim> claims = List.copyOf(waiting);
        waiting.clear();
        Optional<Claim> wrong = pool.isEmpty()
                ? claims.stream().filter(this::isWrong).findFirst()
                : pool.get()
                        .submit(() ->
                                claims.parallelStream().filter(this::isWrong).findFirst())
                        .join();
        if (wrong.isPresent()) {
            throw invalid(wrong.get());
        }
    }

    /** Verifies a claim at once. */
    void verify(Claim claim) {
        if (isWrong(claim)) {
            throw invalid(claim);
        }
    }

    private boolean isWrong(Claim claim) {
        try {
            verifier.verify(claim.context, claim.key, claim.statement, claim.signature);
            return false;
        } catch (AuthenticationException e) {
            return true;
        }
    }

    private static AuditFailedException invalid(Claim claim) {
        return claim.check.broken("the signature does not verify");
    }

    @Override
    public void close() {
        pool.ifPresent(ForkJoinPool::shutdownNow);
    }
}
