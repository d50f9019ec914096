package io.micropay.reference.client.session;

/** The person has thought better of it: Enter alone where an answer was due. */
public final class Cancelled extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public Cancelled() {
        super("cancelled");
    }
}
