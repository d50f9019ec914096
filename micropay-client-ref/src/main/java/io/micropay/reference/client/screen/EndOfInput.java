package io.micropay.reference.client.screen;

/** Nobody is going to answer any more: Ctrl+D, or the end of what standard input is connected to. */
public final class EndOfInput extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes an exception. */
    public EndOfInput() {
        super("the input has ended");
    }
}
