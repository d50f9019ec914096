package io.micropay.ledger;

/**
 * What an account may do.
 *
 * @since 0.1
 */
public enum AccountState {
    /** Everything. */
    OPEN,
    /** Nothing that moves its money, until it is unfrozen: orders from and to it are rejected. It can still log in. */
    FROZEN,
    /** Nothing, for ever; its balance is zero and its name stays taken. */
    CLOSED
}
