package io.micropay.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of an account's statement, seen from the account.
 *
 * @param sequence the place in the journal, which also tells where in a statement to go on
 * @param kind what happened
 * @param counterparty the other account; the account itself if there is none
 * @param amount by how much the balance changed, in the ledger's smallest unit: negative if the account gave
 * @param held by how much the held amount changed, in the ledger's smallest unit
 * @param balance the balance afterwards, in the ledger's smallest unit
 * @param order the order, or the operator's act, that led to it; empty for an opening
 * @param at the server's time, in whole milliseconds
 * @since 0.1
 */
public record StatementLine(
        long sequence,
        EntryKind kind,
        AccountId counterparty,
        long amount,
        long held,
        long balance,
        Optional<OrderId> order,
        Instant at) {
    /**
     * Null-checks every component.
     *
     * @param sequence the place in the journal, which also tells where in a statement to go on
     * @param kind what happened
     * @param counterparty the other account; the account itself if there is none
     * @param amount by how much the balance changed, in the ledger's smallest unit: negative if the account gave
     * @param held by how much the held amount changed, in the ledger's smallest unit
     * @param balance the balance afterwards, in the ledger's smallest unit
     * @param order the order, or the operator's act, that led to it; empty for an opening
     * @param at the server's time, in whole milliseconds
     */
    public StatementLine {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(counterparty, "counterparty");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(at, "at");
    }
}
