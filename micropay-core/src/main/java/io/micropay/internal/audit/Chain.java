package io.micropay.internal.audit;

import io.micropay.error.AuthenticationException;
import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.MerkleTree;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SignedRoot;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The chain of checkpoints, link by link, each with the entries that it signs: nothing missing, nothing too many. */
final class Chain {
    private final PublicKeyHandle server;
    private final Rows<Long, Checkpoint> checkpoints;
    private final Rows<Long, JournalEntry> journal;
    private Digest head = Digest.NONE;

    /**
     * A checkpoint and what it signs.
     *
     * @param checkpoint the checkpoint, verified
     * @param entries its entries; their statements and proofs are verified, and nothing else of them
     */
    record Link(Checkpoint checkpoint, List<JournalEntry> entries) {}

    Chain(LedgerView view, PublicKeyHandle server) {
        this.server = server;
        this.checkpoints =
                new Rows<>(Row.CHECKPOINT, Long.MIN_VALUE, view::checkpoints, checkpoint -> checkpoint.number() + 1);
        this.journal = new Rows<>(Row.ENTRY, Long.MIN_VALUE, view::journal, entry -> entry.sequence() + 1);
    }

    /** The next link; empty at the end of the chain. */
    Optional<Link> next() {
        long due = checkpoints.passed() + 1;
        Optional<Checkpoint> found = checkpoints.take();
        if (found.isEmpty()) {
            requireEnd();
            return Optional.empty();
        }
        Checkpoint checkpoint = found.get();
        verify(checkpoint, due);
        List<JournalEntry> entries = entriesOf(checkpoint);
        verify(checkpoint, entries);
        head = checkpoint.digest();
        return Optional.of(new Link(checkpoint, entries));
    }

    /** How many checkpoints were verified. */
    long checkpoints() {
        return checkpoints.passed();
    }

    /** The digest of the last checkpoint. */
    Optional<Digest> head() {
        return Optional.of(head).filter(digest -> !digest.equals(Digest.NONE));
    }

    private void verify(Checkpoint checkpoint, long due) {
        requirePlace(Row.CHECKPOINT, checkpoint.number(), due);
        Check check = Check.of(Row.CHECKPOINT, due);
        check.same("signer", checkpoint.signer(), server.id());
        check.same("previous", checkpoint.previous(), head);
        boolean isTree = checkpoint.treeSize() >= 1 && checkpoint.treeSize() <= BatchSignature.MAX_TREE_SIZE;
        check.that(isTree, "no tree has the size " + checkpoint.treeSize());
        SignedRoot signed = new SignedRoot(
                SigningContext.CHECKPOINT,
                Optional.of(checkpoint.previous()),
                checkpoint.treeSize(),
                checkpoint.root());
        try {
            BatchVerifier.verify(server, signed, checkpoint.signature());
        } catch (AuthenticationException e) {
            throw check.broken("the server's signature over size and root does not verify");
        }
        check.same("digest", checkpoint.digest(), signed.digest());
    }

    private List<JournalEntry> entriesOf(Checkpoint checkpoint) {
        List<JournalEntry> entries = new ArrayList<>();
        for (int leaf = 0; leaf < checkpoint.treeSize(); leaf++) {
            long due = journal.passed() + 1;
            JournalEntry entry = journal.take()
                    .orElseThrow(() -> Check.of(Row.ENTRY, due)
                            .broken("missing: checkpoint " + checkpoint.number() + " signs " + checkpoint.treeSize()
                                    + " entries, and only " + entries.size() + " are there"));
            requirePlace(Row.ENTRY, entry.sequence(), due);
            Check check = Check.of(Row.ENTRY, due);
            check.same("checkpoint", entry.proof().checkpoint(), checkpoint.number());
            check.same("leaf index", entry.proof().leafIndex(), leaf);
            entries.add(entry);
        }
        return entries;
    }

    private static void verify(Checkpoint checkpoint, List<JournalEntry> entries) {
        List<Bytes> statements = entries.stream().map(JournalEntry::statement).toList();
        MerkleTree tree = new MerkleTree(statements);
        boolean isWhole = tree.root().equals(checkpoint.root());
        for (JournalEntry entry : entries) {
            Check check = Check.of(Row.ENTRY, entry.sequence());
            if (isWhole) {
                check.same(
                        "audit path",
                        entry.proof().auditPath(),
                        tree.auditPath(entry.proof().leafIndex()));
            } else {
                check.that(leadsTo(checkpoint, entry), "the statement is not the one that its checkpoint signs");
            }
        }
        Check.of(Row.CHECKPOINT, checkpoint.number()).that(isWhole, "root is not that of its entries");
    }

    private static boolean leadsTo(Checkpoint checkpoint, JournalEntry entry) {
        try {
            return MerkleTree.rootOf(
                            entry.statement(),
                            entry.proof().leafIndex(),
                            checkpoint.treeSize(),
                            entry.proof().auditPath())
                    .equals(checkpoint.root());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void requirePlace(Row kind, long found, long due) {
        if (found > due) {
            throw Check.of(kind, due).broken("missing: the next one is " + found);
        }
        Check.of(kind, found).that(found == due, "it has no place: they are counted from 1");
    }

    private void requireEnd() {
        Optional<JournalEntry> extra = journal.peek();
        if (extra.isPresent()) {
            long under = extra.get().proof().checkpoint();
            Check.of(Row.CHECKPOINT, checkpoints.passed() + 1)
                    .that(
                            under <= checkpoints.passed(),
                            "missing: journal entry " + extra.get().sequence() + " names checkpoint " + under);
            throw Check.of(Row.ENTRY, extra.get().sequence()).broken("no checkpoint signs it");
        }
    }
}
