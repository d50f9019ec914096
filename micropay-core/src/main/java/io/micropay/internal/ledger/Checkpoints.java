package io.micropay.internal.ledger;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.BatchSigner.SignedBatch;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerHead;
import io.micropay.ledger.Proof;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signs drafts of journal entries, each batch chained to the one before. */
final class Checkpoints {
    private final BatchSigner signer;

    Checkpoints(KeyMaterial serverKey) {
        this.signer = new BatchSigner(serverKey, SigningContext.CHECKPOINT);
    }

    /**
     * A batch of entries and the checkpoint that signs them.
     *
     * @param checkpoint the checkpoint
     * @param entries the entries, in the order of the drafts
     */
    record Signed(Checkpoint checkpoint, List<JournalEntry> entries) {}

    Signed sign(LedgerHead head, List<EntryDraft> drafts) {
        Digest previous = head.checkpoint().map(Checkpoint::digest).orElse(Digest.NONE);
        long number = head.checkpoint().map(Checkpoint::number).orElse(0L) + 1;
        List<Bytes> statements = drafts.stream().map(EntryDraft::statement).toList();
        SignedBatch batch = signer.sign(statements, Optional.of(previous));
        List<JournalEntry> entries = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            BatchSignature leaf = batch.signatures().get(i);
            entries.add(drafts.get(i).under(new Proof(number, leaf.leafIndex(), leaf.auditPath())));
        }
        BatchSignature any = batch.signatures().get(0);
        Checkpoint checkpoint = new Checkpoint(
                number, batch.digest(), previous, drafts.size(), batch.root(), any.signer(), any.signature());
        return new Signed(checkpoint, entries);
    }
}
