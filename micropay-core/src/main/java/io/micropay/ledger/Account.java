package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An account as the ledger keeps it.
 *
 * @param id the name, in the spelling of its registration
 * @param keys the registered keys; empty only for {@link AccountId#ISSUANCE}
 * @param balance the balance in the ledger's smallest unit; negative only for {@link AccountId#ISSUANCE}
 * @param held the part of the balance that is set aside, 0 to {@code balance}
 * @param state what it may do
 * @param lastEntry the sequence of the last entry of its history; 0 if there is none
 * @param registeredAt when it was registered, in whole milliseconds
 * @since 0.1
 */
public record Account(
        AccountId id,
        Optional<AccountKeys> keys,
        long balance,
        long held,
        AccountState state,
        long lastEntry,
        Instant registeredAt) {
    /**
     * Checks that the balance covers what is held.
     *
     * @param id the name, in the spelling of its registration
     * @param keys the registered keys; empty only for {@link AccountId#ISSUANCE}
     * @param balance the balance in the ledger's smallest unit; negative only for {@link AccountId#ISSUANCE}
     * @param held the part of the balance that is set aside, 0 to {@code balance}
     * @param state what it may do
     * @param lastEntry the sequence of the last entry of its history; 0 if there is none
     * @param registeredAt when it was registered, in whole milliseconds
     * @throws IllegalArgumentException if it does not
     */
    public Account {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(registeredAt, "registeredAt");
        if (held < 0 || (!id.equals(AccountId.ISSUANCE) && balance < held)) {
            throw new IllegalArgumentException("account " + id + " cannot hold " + held + " of " + balance);
        }
    }

    /**
     * What can be spent.
     *
     * @return balance less what is held
     */
    public long available() {
        return balance - held;
    }

    /**
     * The same account after an entry of its history.
     *
     * @param newBalance the balance
     * @param newHeld the part of it that is set aside
     * @param entry the sequence of the entry
     * @return the changed account
     * @throws IllegalArgumentException if the balance does not cover what is held
     */
    public Account after(long newBalance, long newHeld, long entry) {
        return new Account(id, keys, newBalance, newHeld, state, entry, registeredAt);
    }

    /**
     * The same account with other keys.
     *
     * @param newKeys the keys
     * @return the changed account
     */
    public Account with(AccountKeys newKeys) {
        return new Account(id, Optional.of(newKeys), balance, held, state, lastEntry, registeredAt);
    }

    /**
     * Whether the server signs for this account, since its owner has no key: that is so for accounts of the classic dialect.
     *
     * @param server the id of the server's key
     * @return true if the server's key is the account's
     */
    public boolean isHostedBy(KeyId server) {
        return keys.filter(registered -> registered.id().equals(server)).isPresent();
    }

    /**
     * The same account in another state.
     *
     * @param newState the state
     * @return the changed account
     */
    public Account in(AccountState newState) {
        return new Account(id, keys, balance, held, newState, lastEntry, registeredAt);
    }
}
