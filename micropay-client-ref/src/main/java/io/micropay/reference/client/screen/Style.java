package io.micropay.reference.client.screen;

/** How a line stands out, where there are colours. */
public enum Style {
    /** As usual. */
    PLAIN,
    /** Something went well. */
    GOOD,
    /** Something went wrong. */
    BAD,
    /** Something that nobody asked for, but should see. */
    NOTICE,
    /** What became of a payment that was left in doubt: it is told once, so that nobody may miss it. */
    VERDICT
}
