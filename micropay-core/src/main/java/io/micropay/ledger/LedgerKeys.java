package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.util.Set;

/**
 * Which rows to load.
 *
 * @param accounts accounts, found whatever the case of their names
 * @param orders orders, each with its entry and the checkpoint of that
 * @param holds holds, by the order that set the money aside
 * @param claims claims, by their keys
 * @param sessions credentials, by the id of their session key: all of each
 * @param entries journal entries by their sequence, each with its checkpoint
 * @since 0.1
 */
public record LedgerKeys(
        Set<AccountId> accounts,
        Set<OrderRef> orders,
        Set<OrderRef> holds,
        Set<Digest> claims,
        Set<KeyId> sessions,
        Set<Long> entries) {
    /**
     * Copies the sets.
     *
     * @param accounts accounts, found whatever the case of their names
     * @param orders orders, each with its entry and the checkpoint of that
     * @param holds holds, by the order that set the money aside
     * @param claims claims, by their keys
     * @param sessions credentials, by the id of their session key: all of each
     * @param entries journal entries by their sequence, each with its checkpoint
     */
    public LedgerKeys {
        accounts = Set.copyOf(accounts);
        orders = Set.copyOf(orders);
        holds = Set.copyOf(holds);
        claims = Set.copyOf(claims);
        sessions = Set.copyOf(sessions);
        entries = Set.copyOf(entries);
    }

    /**
     * No rows, only the head.
     *
     * @return the keys
     */
    public static LedgerKeys none() {
        return new LedgerKeys(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /**
     * Some accounts.
     *
     * @param accounts the accounts
     * @return the keys
     */
    public static LedgerKeys ofAccounts(AccountId... accounts) {
        return new LedgerKeys(Set.of(accounts), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /**
     * Some orders.
     *
     * @param orders the orders
     * @return the keys
     */
    public static LedgerKeys ofOrders(Set<OrderRef> orders) {
        return new LedgerKeys(Set.of(), orders, Set.of(), Set.of(), Set.of(), Set.of());
    }

    /**
     * Some holds.
     *
     * @param holds the orders that set the money aside
     * @return the keys
     */
    public static LedgerKeys ofHolds(Set<OrderRef> holds) {
        return new LedgerKeys(Set.of(), Set.of(), holds, Set.of(), Set.of(), Set.of());
    }

    /**
     * One claim.
     *
     * @param claim its key
     * @return the keys
     */
    public static LedgerKeys ofClaim(Digest claim) {
        return new LedgerKeys(Set.of(), Set.of(), Set.of(), Set.of(claim), Set.of(), Set.of());
    }

    /**
     * The credential of one session key.
     *
     * @param session the session key
     * @return the keys
     */
    public static LedgerKeys ofSession(KeyId session) {
        return new LedgerKeys(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(session), Set.of());
    }

    /**
     * Some journal entries.
     *
     * @param entries their sequences
     * @return the keys
     */
    public static LedgerKeys ofEntries(Set<Long> entries) {
        return new LedgerKeys(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), entries);
    }
}
