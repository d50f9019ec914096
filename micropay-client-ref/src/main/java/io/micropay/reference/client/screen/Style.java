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
    NOTICE
}
