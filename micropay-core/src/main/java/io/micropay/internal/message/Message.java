package io.micropay.internal.message;

/** Anything that one side says to the other: a decoded frame body. */
public sealed interface Message permits ClientMessage, ServerMessage, PeerMessage, Ping, Pong {
    /** The one-line text form, for logs and verbose output; without signatures and keys. */
    String text();
}
