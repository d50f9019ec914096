package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rows that were found.
 *
 * @since 0.1
 */
public final class LedgerRows {
    private final LedgerHead head;
    private final Map<String, Account> accounts;
    private final Map<OrderRef, DecidedOrder> orders;
    private final Map<OrderRef, Hold> holds;
    private final Map<Digest, Claim> claims;
    private final Map<KeyId, List<Credential>> credentials;
    private final Map<Long, SealedEntry> entries;

    /**
     * Takes what a store has read.
     *
     * @param head the head of the journal
     * @param accounts the accounts that were found
     * @param orders the orders that were found
     * @param holds the holds that were found
     * @param claims the claims that were found
     * @param credentials the credentials that were found
     * @param entries the journal entries that were found
     */
    public LedgerRows(
            LedgerHead head,
            Collection<Account> accounts,
            Collection<DecidedOrder> orders,
            Collection<Hold> holds,
            Collection<Claim> claims,
            Collection<Credential> credentials,
            Collection<SealedEntry> entries) {
        this.head = Objects.requireNonNull(head, "head");
        this.accounts = index(accounts, account -> account.id().folded());
        this.orders = index(orders, order -> order.order().ref());
        this.holds = index(holds, Hold::order);
        this.claims = index(claims, Claim::key);
        this.entries = index(entries, found -> found.entry().sequence());
        this.credentials = credentials.stream()
                .collect(Collectors.groupingBy(credential -> credential.grant().sessionKey()));
    }

    private static <K, V> Map<K, V> index(Collection<V> rows, Function<V, K> key) {
        return rows.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }

    /**
     * Where the journal ends.
     *
     * @return the head
     */
    public LedgerHead head() {
        return head;
    }

    /**
     * An account, whatever the case of the name.
     *
     * @param id the name
     * @return the account, which carries the spelling of its registration; empty if there is none
     */
    public Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id.folded()));
    }

    /**
     * A decided order.
     *
     * @param ref its payer and id
     * @return the order; empty if that payer has no decided order with that id
     */
    public Optional<DecidedOrder> order(OrderRef ref) {
        return Optional.ofNullable(orders.get(ref));
    }

    /**
     * The credentials of a session key: one for each grant that it logged in with.
     *
     * @param sessionKey the id of the session key
     * @return the credentials, in any order; empty if nobody logged in with that key
     */
    public List<Credential> credentials(KeyId sessionKey) {
        return List.copyOf(credentials.getOrDefault(sessionKey, List.of()));
    }

    /**
     * A hold.
     *
     * @param ref the order that set the money aside
     * @return the hold; empty if that order did not set any aside
     */
    public Optional<Hold> hold(OrderRef ref) {
        return Optional.ofNullable(holds.get(ref));
    }

    /**
     * A claim.
     *
     * @param key what names it
     * @return the claim; empty if there is none
     */
    public Optional<Claim> claim(Digest key) {
        return Optional.ofNullable(claims.get(key));
    }

    /**
     * A journal entry.
     *
     * @param sequence its place
     * @return the entry with its checkpoint; empty if the journal does not go that far
     */
    public Optional<SealedEntry> entry(long sequence) {
        return Optional.ofNullable(entries.get(sequence));
    }
}
