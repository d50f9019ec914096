package io.micropay.model;

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
    /** An order was rejected for good: no money moved. */
    REJECTION,
    /** An order to hold was settled: money of the payer is set aside. */
    HOLD,
    /** The payee took from a hold; the rest is the payer's again. */
    CAPTURE,
    /** The payee gave a hold up; all of it is the payer's again. */
    RELEASE,
    /** A hold came to its end by time; all of it is the payer's again. */
    EXPIRY,
    /** The operator gave an account money from the issuance account. */
    ISSUE,
    /** The operator froze an account. */
    FREEZE,
    /** The operator unfroze an account. */
    UNFREEZE,
    /** The operator closed an account; what it had went back to the issuance account. */
    CLOSURE,
    /** An account for which the server had signed so far got a key of its own, which alone can sign for it from now on. */
    BINDING
}
