package io.micropay.reference.server;

import io.micropay.ledger.AccountStore;
import io.micropay.reference.server.ReferenceServer.Wishes;

/** Where the server keeps its ledger, held until it is closed. */
interface Ledger extends AutoCloseable {
    /**
     * What becomes of what is there, beside that a server works with it.
     *
     * @param beforehand to be done before the ledger is opened
     * @param afterwards to be done when the server has ended in order
     */
    record Plan(Runnable beforehand, Runnable afterwards) {
        /** It stays as it is. */
        static final Runnable NOTHING = () -> {};
    }

    /** Decides by options and questions. */
    Plan plan(Wishes wishes, Questions questions, Console console);

    /** Whether opening it makes it. */
    boolean isNew();

    /** Opens it, and makes it if there is none. */
    AccountStore open();

    /** Leaves it to others. */
    @Override
    void close();
}
