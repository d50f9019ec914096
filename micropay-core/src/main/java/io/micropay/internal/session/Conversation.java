package io.micropay.internal.session;

import io.micropay.model.StatusCode;

/** What a server has with one client after the handshake, whatever dialect the client speaks. */
public interface Conversation {
    /** Serves the client until one of the two has had enough. Returns; never throws for what a client did. */
    void run();

    /** Tells the client why, if its dialect has words for it, and ends the conversation. Any thread; bounded, idempotent. */
    void dismiss(StatusCode status);
}
