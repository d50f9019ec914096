package io.micropay.internal.session;

/** Another dialect, for clients that name no protocol in their handshake. */
public interface Dialect extends AutoCloseable {
    /** Begins a conversation with such a client, which has proved to own its key and nothing else. */
    Conversation with(TlsSocket client);

    /** Takes no more clients. The conversations are ended by whoever began them. */
    @Override
    void close();

    /** Makes a dialect for a server that is about to start. */
    interface Factory {
        /** The dialect, over what all sessions of the server share. */
        Dialect create(ServerCore core);
    }
}
