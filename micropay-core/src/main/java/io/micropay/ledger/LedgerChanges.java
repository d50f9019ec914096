package io.micropay.ledger;

import io.micropay.model.Credential;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Rows to write, in one go.
 *
 * @param accounts accounts, over what was there; at most once each
 * @param orders new orders
 * @param entries new journal entries, in the order of their sequences
 * @param checkpoint the new checkpoint, if there are entries
 * @param holds holds, over what was there; at most once each
 * @param claims claims, over what was there; at most once each
 * @param credentials credentials, over what was there with the same session key and statement
 * @param presences presences, over what was there
 * @since 0.1
 */
public record LedgerChanges(
        List<Account> accounts,
        List<OrderRecord> orders,
        List<JournalEntry> entries,
        Optional<Checkpoint> checkpoint,
        List<Hold> holds,
        List<Claim> claims,
        List<Credential> credentials,
        List<Presence> presences) {
    /**
     * Copies the lists.
     *
     * @param accounts accounts, over what was there; at most once each
     * @param orders new orders
     * @param entries new journal entries, in the order of their sequences
     * @param checkpoint the new checkpoint, if there are entries
     * @param holds holds, over what was there; at most once each
     * @param claims claims, over what was there; at most once each
     * @param credentials credentials, over what was there with the same session key and statement
     * @param presences presences, over what was there
     * @throws IllegalArgumentException if there are entries without a checkpoint or the other way round
     */
    public LedgerChanges {
        accounts = List.copyOf(accounts);
        orders = List.copyOf(orders);
        entries = List.copyOf(entries);
        holds = List.copyOf(holds);
        claims = List.copyOf(claims);
        credentials = List.copyOf(credentials);
        presences = List.copyOf(presences);
        Objects.requireNonNull(checkpoint, "checkpoint");
        if (checkpoint.isPresent() == entries.isEmpty()) {
            throw new IllegalArgumentException("entries and checkpoint go together");
        }
    }

    /**
     * Presences only.
     *
     * @param presences the presences
     * @return the changes
     */
    public static LedgerChanges ofPresences(List<Presence> presences) {
        return new LedgerChanges(
                List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), presences);
    }
}
