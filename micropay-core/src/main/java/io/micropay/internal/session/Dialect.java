package io.micropay.internal.session;

import io.micropay.internal.crypto.Incoming;

/** Another dialect, for clients that name no protocol in their handshake. */
public interface Dialect extends AutoCloseable {
    /** Begins a conversation with such a client, of which nothing is known yet: the handshake is the dialect's. */
    Conversation with(Incoming client);

    /** Takes no more clients. The conversations are ended by whoever began them. */
    @Override
    void close();

    /** Makes a dialect for a server that is about to start. */
    interface Factory {
        /** The dialect, over what all sessions of the server share. */
        Dialect create(ServerCore core);
    }
}
