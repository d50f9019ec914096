package io.micropay.ledger;

import io.micropay.model.Digest;
import java.util.List;

/**
 * The place of a journal entry under the checkpoint that signs it.
 *
 * @param checkpoint the number of the checkpoint
 * @param leafIndex the place of the entry's statement among the checkpoint's leaves
 * @param auditPath the hashes that lead from the leaf to the checkpoint's root
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1.1">RFC 6962, Merkle audit paths</a>
 * @since 0.1
 */
public record Proof(long checkpoint, int leafIndex, List<Digest> auditPath) {
    /**
     * Copies the path.
     *
     * @param checkpoint the number of the checkpoint
     * @param leafIndex the place of the entry's statement among the checkpoint's leaves
     * @param auditPath the hashes that lead from the leaf to the checkpoint's root
     */
    public Proof {
        auditPath = List.copyOf(auditPath);
    }
}
