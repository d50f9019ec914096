package io.micropay.event;

import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import java.net.InetSocketAddress;

/**
 * What happens at a server. Called by several threads at once.
 *
 * @since 0.1
 */
public interface ServerListener {
    /** A listener that does nothing. */
    ServerListener NONE = new ServerListener() {};

    /**
     * A client has connected and has a place.
     *
     * @param remote its address
     * @param connected how many clients have a place now
     */
    default void connected(InetSocketAddress remote, int connected) {}

    /**
     * A client has connected and has to wait for a place.
     *
     * @param remote its address
     * @param connected how many clients have a place now
     * @param waiting how many wait now
     */
    default void waiting(InetSocketAddress remote, int connected, int waiting) {}

    /**
     * A connection came to nothing: no TLS, no certificate, not this protocol.
     *
     * @param remote its address
     * @param reason why; text from outside may be in it
     */
    default void turnedAway(InetSocketAddress remote, String reason) {}

    /**
     * A message has arrived.
     *
     * @param remote from where
     * @param message the message
     */
    default void received(InetSocketAddress remote, Traffic message) {}

    /**
     * An account has logged in.
     *
     * @param account the account
     * @param remote from where
     * @param online how many accounts are online now
     */
    default void loggedIn(AccountId account, InetSocketAddress remote, int online) {}

    /**
     * An account is no longer online.
     *
     * @param account the account
     * @param online how many accounts are online now
     */
    default void loggedOut(AccountId account, int online) {}

    /**
     * An order was decided, and is durable.
     *
     * @param payment the order and its receipt
     */
    default void decided(Payment payment) {}

    /**
     * A client that had a place has gone.
     *
     * @param remote its address
     * @param connected how many clients have a place now
     * @param reason why, in a few words
     */
    default void disconnected(InetSocketAddress remote, int connected, String reason) {}
}
