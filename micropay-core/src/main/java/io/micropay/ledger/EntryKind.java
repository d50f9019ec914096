package io.micropay.ledger;

/**
 * What a journal entry records.
 *
 * @since 0.1
 */
public enum EntryKind {
    /** An account was registered and got its opening balance from the issuance account. */
    OPENING,
    /** An order was settled: the money moved. */
    PAYMENT,
    /** An order was rejected for good: no money moved, the amount is zero. */
    REJECTION
}
