package io.micropay.internal.session;

import io.micropay.internal.message.ServerMessage;
import io.micropay.model.KeyId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;

/** The conversation with somebody who is logged in. What it is told, it tells in its own dialect, and never waits for it. */
public interface OnlineSession {
    /** The key that the client proved to own in the handshake. */
    KeyId provenKey();

    /** Whether the client is still there. Waits for it, within a bound. */
    boolean isAlive();

    /** Tells the client why, if its dialect has words for it, and ends the session. Any thread; bounded, idempotent. */
    void dismiss(StatusCode status);

    /** Waits, within a bound, until the session has cleaned up after itself. */
    void awaitEnd();

    /** An order from or to this account was decided, and not at this session's own request. */
    void decided(Payment payment);

    /** Something else that nobody asked for. */
    void push(ServerMessage message);
}
