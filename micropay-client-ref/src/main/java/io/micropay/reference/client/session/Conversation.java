package io.micropay.reference.client.session;

import java.util.Optional;

/** What the menu and the goodbye have to know of a conversation with a server, in whatever dialect it is. */
public interface Conversation extends AutoCloseable {
    /**
     * Whether somebody is logged in, and the server is there.
     *
     * @return false also after the connection was lost
     */
    boolean isLoggedIn();

    /**
     * Who is logged in, or was when the connection was lost.
     *
     * @return the name as it is shown
     */
    Optional<String> person();

    /**
     * How much was sent.
     *
     * @return bytes
     */
    long bytesWritten();

    /**
     * How much has arrived.
     *
     * @return bytes
     */
    long bytesRead();

    /** Logs out and closes. Bounded, idempotent. */
    @Override
    void close();
}
