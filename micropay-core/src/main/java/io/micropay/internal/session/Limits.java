package io.micropay.internal.session;

import java.time.Duration;

/**
 * The bounds of a connection.
 *
 * @param handshake how long connecting and the TLS handshake may take
 * @param firstMessage how long the first message may take
 * @param wholeFrame how long a frame may take from its first byte to its last, and a write until it is taken
 * @param idle how long nothing at all may arrive
 * @param probe how long a session may take to answer a ping when somebody else wants to log in to its account
 */
public record Limits(Duration handshake, Duration firstMessage, Duration wholeFrame, Duration idle, Duration probe) {
    /** The longest frame before login, in bytes. */
    static final int GUEST_FRAME = 4 << 10;

    /** The longest frame after login, from a server and between peers, in bytes. */
    static final int MEMBER_FRAME = 64 << 10;

    /** What may wait to be sent on one connection, in bytes, before its peer counts as not reading. */
    static final int MAX_OUTGOING = 4 << 20;

    /** The defaults. */
    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2));
}
