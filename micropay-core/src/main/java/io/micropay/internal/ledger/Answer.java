package io.micropay.internal.ledger;

import io.micropay.model.Receipt;
import io.micropay.model.StatusCode;

/** What a command came to, once it is durable. */
public sealed interface Answer {
    /** Refused, and forgotten. */
    record Refused(StatusCode status) implements Answer {}

    /** Carried out; no order was concerned. */
    record Done(StatusCode status) implements Answer {}

    /**
     * The order is decided.
     *
     * @param receipt its receipt, the same for ever
     * @param fresh whether this command decided it, rather than an earlier one
     */
    record Decided(Receipt receipt, boolean fresh) implements Answer {}
}
