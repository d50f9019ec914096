package io.micropay.event;

import io.micropay.model.HoldOutcome;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.util.Optional;

/**
 * What happens at a client and its peer endpoint. Called by several threads at once.
 *
 * @since 0.1
 */
public interface PeerListener {
    /** A listener that does nothing, and accepts every offer. */
    PeerListener NONE = new PeerListener() {};

    /**
     * The server has no place free; {@code connect} goes on waiting.
     *
     * @param ahead how many clients are ahead of this one
     */
    default void waiting(int ahead) {}

    /**
     * Somebody wants to pay, or to set money aside. The order is verified, but not settled: deliver nothing yet.
     *
     * @param offer the order and what its payer wrote
     * @return true to have it settled, false to decline it. A listener that throws declines. By default payments are accepted
     *     and holds are declined, since nobody would capture them
     */
    default boolean accept(Offer offer) {
        return !offer.order().order().isHold();
    }

    /**
     * Money has arrived: the server's receipt verified. Called once for each payment.
     *
     * @param payment the order and its receipt
     * @param memo what the payer wrote; text from outside, escape it before it is shown
     */
    default void paymentReceived(Payment payment, Optional<String> memo) {}

    /**
     * Money was set aside for this account: the server's receipt verified. Take it with {@code capture}, until the order's
     * {@code captureBy}. Called once for each hold.
     *
     * @param hold the order and its receipt
     * @param memo what the payer wrote; text from outside, escape it before it is shown
     */
    default void holdReceived(Payment hold, Optional<String> memo) {}

    /**
     * A payee has ended a hold of this account, while this account was online.
     *
     * @param outcome how it ended
     */
    default void holdEnded(HoldOutcome outcome) {}

    /**
     * An own order that an earlier run had left in the outbox has found its end: the server's receipt verified. Called for
     * each of them soon after a login, and at the next login once more if the outbox could not forget it.
     *
     * @param payment the order and its receipt: settled by then, or ended so that it never settles
     */
    default void orderResolved(Payment payment) {}

    /**
     * The connection to the server has ended.
     *
     * @param status why
     * @param reason why, in words
     */
    default void disconnected(StatusCode status, String reason) {}

    /**
     * A message was sent, to the server or to a peer.
     *
     * @param message the message
     */
    default void sent(Traffic message) {}

    /**
     * A message has arrived, from the server or from a peer.
     *
     * @param message the message
     */
    default void received(Traffic message) {}
}
