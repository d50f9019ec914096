package io.micropay.event;

import io.micropay.error.MicropayException;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
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
     * A request, or one of the orders in it, was refused, and nothing in the ledger says so: no such payee, a signature that
     * does not verify, not logged in. A rejection that the ledger records, such as for want of money, is
     * {@linkplain #decided decided} instead. So is a client that the server closes the connection of, for what it sent or was too
     * slow to send, or for want of a place: with the status that it is told in closing.
     *
     * <p>Told before the client is, on the thread that answers it.
     *
     * @param remote who asked
     * @param reason why, as the client is told
     */
    default void refused(InetSocketAddress remote, StatusCode reason) {}

    /**
     * Requests were written to the ledger together, and are durable.
     *
     * <p>Told before any of them is answered, on the thread that answers, one batch after the other: the thread that writes
     * goes on meanwhile, but answers are late if this takes long.
     *
     * @param batch how many, and how long it took
     */
    default void settled(SettledBatch batch) {}

    /**
     * Requests could not be written to the ledger: it has to be asked whether they took effect. The server has tried what
     * can be tried, and goes on with the next.
     *
     * <p>Told on the same thread as {@link #settled}, before those who asked are.
     *
     * @param requests how many, 1 or more
     * @param reason what the store says
     */
    default void unsettled(int requests, MicropayException reason) {}

    /**
     * A client that had a place has gone.
     *
     * @param remote its address
     * @param connected how many clients have a place now
     * @param reason why, in a few words
     */
    default void disconnected(InetSocketAddress remote, int connected, String reason) {}
}
