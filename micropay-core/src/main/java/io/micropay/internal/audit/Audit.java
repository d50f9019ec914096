package io.micropay.internal.audit;

import io.micropay.error.AuditFailedException;
import io.micropay.internal.audit.Chain.Link;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.ledger.Replay;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.AuditReport;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One audit of one view, from the first row to the last. */
public final class Audit implements AutoCloseable {
    private final LedgerView view;
    private final Wishes wishes;
    private final Set<Digest> missingHeads;
    private final Replay replay;
    private final Signatures signatures;
    private final Signers signers;
    private final Chain chain;
    private final Orders orders;
    private final Holds holds;
    private final Claims claims;
    private final Accounts accounts;
    private final Rows<Optional<Credential>, Credential> credentials;

    /** Told how far the audit is. */
    public interface Progress {
        /** So many entries are verified, of so many. */
        void verified(long done, long total);
    }

    /**
     * How to audit.
     *
     * @param server the server's key
     * @param heads digests of checkpoints that have to be in the chain
     * @param threads how many threads verify the signatures of requests
     * @param progress told how far it is
     */
    public record Wishes(PublicKeyHandle server, Set<Digest> heads, int threads, Progress progress) {}

    /** Audits a view, which stays open. */
    public Audit(LedgerView view, Wishes wishes) {
        KeyId server = wishes.server().id();
        this.view = view;
        this.wishes = wishes;
        this.missingHeads = new HashSet<>(wishes.heads());
        this.replay = new Replay(server, keys -> Rows.read(Row.ENTRY, "that settled a claim", () -> view.load(keys)));
        this.signatures = new Signatures(wishes.threads());
        this.signers = new Signers(view, server, replay, signatures);
        this.chain = new Chain(view, wishes.server());
        this.claims = new Claims(view, signers, signatures);
        this.orders = new Orders(view, signers, signatures, claims);
        this.holds = new Holds(view, signers, signatures);
        this.accounts = new Accounts(view, replay);
        this.credentials = new Rows<>(Row.CREDENTIAL, Optional.empty(), view::credentials, Optional::of);
    }

    /**
     * Verifies everything.
     *
     * @throws AuditFailedException if the ledger does not hold
     * @throws InterruptedException if this thread was interrupted
     */
    public AuditReport run() throws InterruptedException {
        long begin = System.nanoTime();
        try {
            verifyJournal();
            orders.requireEnd();
            holds.requireEnd();
            accounts.verify();
            claims.verify();
            verifyCredentials();
        } catch (AuditFailedException e) {
            // What waits to be verified comes before what failed.
            signatures.verifyWaiting();
            throw e;
        }
        missingHeads.stream().findFirst().ifPresent(head -> {
            throw Check.of(Row.CHECKPOINT, head)
                    .broken("missing, though it was signed: the journal was cut off or written anew since");
        });
        return new AuditReport(
                replay.lastSequence(),
                orders.passed(),
                chain.checkpoints(),
                accounts.passed(),
                holds.passed(),
                credentials.passed(),
                chain.head(),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private void verifyJournal() throws InterruptedException {
        long total = Rows.read(Row.CHECKPOINT, "at the head", () -> view.load(LedgerKeys.none()))
                .head()
                .lastSequence();
        Batches batches = new Batches(replay, orders, holds);
        for (Optional<Link> link = chain.next(); link.isPresent(); link = chain.next()) {
            checkInterrupt();
            batches.verify(link.get());
            missingHeads.remove(link.get().checkpoint().digest());
            wishes.progress().verified(replay.lastSequence(), total);
        }
        signatures.verifyWaiting();
    }

    private void verifyCredentials() throws InterruptedException {
        for (Optional<Credential> row = credentials.take(); row.isPresent(); row = credentials.take()) {
            checkInterrupt();
            signers.verify(row.get());
        }
    }

    static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the audit was interrupted");
        }
    }

    @Override
    public void close() {
        signatures.close();
    }
}
