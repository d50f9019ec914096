package io.micropay.internal.session;

import io.micropay.internal.message.ClientMessage;

/** How far a client has come: waiting for a place, a guest, or logged in. Each stage answers what is proper to it. */
interface Stage {
    /** Answers a request, now or later. Called by the session's reader thread, one request after the other. */
    void handle(int requestId, ClientMessage message);

    /** The session is over. Idempotent. */
    default void leave() {}
}
