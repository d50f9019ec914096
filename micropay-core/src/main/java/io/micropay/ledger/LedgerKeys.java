package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.util.Set;

/**
 * Which rows to load.
 *
 * @param accounts accounts, found whatever the case of their names
 * @param orders orders, each with its entry and the checkpoint of that
 * @param sessions credentials, by the id of their session key
 * @since 0.1
 */
public record LedgerKeys(Set<AccountId> accounts, Set<OrderRef> orders, Set<KeyId> sessions) {
    /**
     * Copies the sets.
     *
     * @param accounts accounts, found whatever the case of their names
     * @param orders orders, each with its entry and the checkpoint of that
     * @param sessions credentials, by the id of their session key
     */
    public LedgerKeys {
        accounts = Set.copyOf(accounts);
        orders = Set.copyOf(orders);
        sessions = Set.copyOf(sessions);
    }

    /**
     * No rows, only the head.
     *
     * @return the keys
     */
    public static LedgerKeys none() {
        return new LedgerKeys(Set.of(), Set.of(), Set.of());
    }

    /**
     * Some accounts.
     *
     * @param accounts the accounts
     * @return the keys
     */
    public static LedgerKeys ofAccounts(AccountId... accounts) {
        return new LedgerKeys(Set.of(accounts), Set.of(), Set.of());
    }

    /**
     * Some orders.
     *
     * @param orders the orders
     * @return the keys
     */
    public static LedgerKeys ofOrders(Set<OrderRef> orders) {
        return new LedgerKeys(Set.of(), orders, Set.of());
    }

    /**
     * The credential of one session key.
     *
     * @param session the session key
     * @return the keys
     */
    public static LedgerKeys ofSession(KeyId session) {
        return new LedgerKeys(Set.of(), Set.of(), Set.of(session));
    }
}
