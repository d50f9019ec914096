package io.micropay.classic;

import io.micropay.event.Traffic;
import io.micropay.model.StatusCode;

/**
 * What happens at a client of the classic dialect. Called by several threads at once; has to be quick. One that throws is
 * logged, and harms nobody.
 *
 * @since 0.1
 */
public interface ClassicListener {
    /** A listener that does nothing. */
    ClassicListener NONE = new ClassicListener() {};

    /**
     * The server has taken the connection, but says nothing yet: all its places may be taken. {@code connect} goes on
     * waiting. Called once.
     */
    default void waiting() {}

    /**
     * A peer says that it pays this account, and the message was passed on to the server. <strong>Whether money moved is not
     * known</strong>: only the payer is told, so compare the balance before you deliver anything.
     *
     * @param payer the account that it names; text from outside, escape it before it is shown
     * @param amount the amount that it names, in whole units; zero or negative ones are told too, and never settle
     */
    default void announced(String payer, long amount) {}

    /**
     * Something that came from a peer was dropped: nothing was passed on to the server.
     *
     * @param reason why, in words; holds text from outside, escape it before it is shown
     */
    default void dropped(String reason) {}

    /**
     * The server's word on a payment has come when nobody waited for it any more, or for one that this client never made.
     *
     * @param text such as {@code transfer OK}; text from outside, escape it before it is shown
     */
    default void lateReply(String text) {}

    /**
     * The connection to the server has ended, and not because this client closed it.
     *
     * @param status why
     * @param reason why, in words
     */
    default void disconnected(StatusCode status, String reason) {}

    /**
     * A block was sent, to the server or to a peer.
     *
     * @param block its text, and its bytes as they went through the TLS tunnel
     */
    default void sent(Traffic block) {}

    /**
     * A block has arrived, from the server or from a peer.
     *
     * @param block its text, and its bytes as they came through the TLS tunnel
     */
    default void received(Traffic block) {}
}
