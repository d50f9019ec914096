package io.micropay.internal.ledger;

import io.micropay.ledger.Account;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.Credential;
import java.util.List;

/**
 * What a batch of commands comes to: a verdict for each, and the rows that change.
 *
 * @param verdicts one for each command, in their order
 * @param accounts changed and new accounts
 * @param orders newly decided orders
 * @param drafts new journal entries, in the order of their sequences
 * @param holds changed and new holds
 * @param claims changed and new claims
 * @param credentials credentials to remember
 * @param presences presences to remember
 */
public record Decision(
        List<Verdict> verdicts,
        List<Account> accounts,
        List<OrderRecord> orders,
        List<EntryDraft> drafts,
        List<Hold> holds,
        List<Claim> claims,
        List<Credential> credentials,
        List<Presence> presences) {
    /** Whether there is nothing to write. */
    public boolean changesNothing() {
        return drafts.isEmpty() && claims.isEmpty() && credentials.isEmpty() && presences.isEmpty();
    }
}
