package io.micropay.ledger;

import io.micropay.model.AccountId;
import java.util.Objects;

/**
 * One side of a journal entry: an account, and how the entry left it.
 *
 * @param account the account
 * @param balance its balance after the entry, in the ledger's smallest unit
 * @param previous the sequence of the last entry of the account's history before this one; 0 if there was none
 * @since 0.1
 */
public record Posting(AccountId account, long balance, long previous) {
    /**
     * Null-checks the account.
     *
     * @param account the account
     * @param balance its balance after the entry, in the ledger's smallest unit
     * @param previous the sequence of the last entry of the account's history before this one; 0 if there was none
     */
    public Posting {
        Objects.requireNonNull(account, "account");
    }
}
