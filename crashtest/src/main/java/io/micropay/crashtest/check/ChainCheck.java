package io.micropay.crashtest.check;

import io.micropay.error.AuthenticationException;
import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.JournalEntry;
import io.micropay.model.Digest;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;

/** The journal has no gaps, each entry is signed under its checkpoint, and each checkpoint names the one before. */
final class ChainCheck {
    private final Books books;
    private final PublicKeyHandle server;
    private final Findings findings;
    private final BatchVerifier verifier = new BatchVerifier();

    ChainCheck(Books books, X509Certificate server, Findings findings) {
        this.books = books;
        this.server = PublicKeyHandle.of(server);
        this.findings = findings;
    }

    void run() {
        Digest previous = Digest.NONE;
        long number = 0;
        for (Checkpoint checkpoint : books.checkpoints()) {
            number++;
            findings.require(checkpoint.number() == number, "there is a gap before checkpoint " + checkpoint.number());
            findings.require(checkpoint.previous().equals(previous), "checkpoint " + number + " breaks the chain");
            previous = checkpoint.digest();
        }
        Map<Long, Integer> sizes = new HashMap<>();
        long sequence = 0;
        for (JournalEntry entry : books.entries()) {
            sequence++;
            findings.require(entry.sequence() == sequence, "there is a gap before entry " + entry.sequence());
            sizes.merge(entry.proof().checkpoint(), 1, Integer::sum);
            verify(entry);
        }
        for (Checkpoint checkpoint : books.checkpoints()) {
            int size = sizes.getOrDefault(checkpoint.number(), 0);
            findings.require(
                    size == checkpoint.treeSize(), "checkpoint " + checkpoint.number() + " has " + size + " entries");
        }
    }

    private void verify(JournalEntry entry) {
        long number = entry.proof().checkpoint();
        if (number < 1 || number > books.checkpoints().size()) {
            findings.add("entry " + entry.sequence() + " has no checkpoint");
            return;
        }
        try {
            Digest digest =
                    verifier.verify(SigningContext.CHECKPOINT, server, entry.statement(), books.signature(entry));
            findings.require(
                    digest.equals(
                            books.checkpoints().get(Math.toIntExact(number - 1)).digest()),
                    "entry " + entry.sequence() + " is signed under another checkpoint");
        } catch (AuthenticationException e) {
            findings.add("the signature over entry " + entry.sequence() + " does not verify");
        }
    }
}
