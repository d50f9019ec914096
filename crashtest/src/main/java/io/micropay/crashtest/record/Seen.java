package io.micropay.crashtest.record;

import io.micropay.model.HoldOutcome;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;

/** One thing that a client has seen, or was about to do. */
public sealed interface Seen {
    /** An order was signed, and is about to be kept. */
    record Signed(SignedOrder order) implements Seen {}

    /** The outbox has the order. */
    record Kept(OrderRef order) implements Seen {}

    /** Somebody's order with a receipt, by whichever way it came. */
    record Decided(Payment payment) implements Seen {}

    /** The listener was told of incoming money. */
    record Announced(Payment payment) implements Seen {}

    /** What an earlier life had left in the outbox has found its end. */
    record Resolved(Payment payment) implements Seen {}

    /** The client could not learn how its order ended. */
    record Unknown(OrderRef order) implements Seen {}

    /** A hold has ended. */
    record Ended(HoldOutcome outcome) implements Seen {}

    /** The outbox is empty, and every order that was kept has its end. */
    record Settled() implements Seen {}

    /** What the server said of the own account, when all was quiet. */
    record Balance(long balance, long held) implements Seen {}

    /** Something is not as it has to be. */
    record Complaint(String text) implements Seen {}
}
