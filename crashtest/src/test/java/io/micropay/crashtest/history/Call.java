package io.micropay.crashtest.history;

import io.micropay.model.AccountId;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;

/**
 * One call of one client, with the times between which it must have taken effect.
 *
 * @param client who called
 * @param invoked when, in nanoseconds
 * @param returned when it came back, in nanoseconds
 * @param effect what came back
 */
record Call(AccountId client, long invoked, long returned, Effect effect) {

    /** What a call showed to its caller. */
    sealed interface Effect {}

    /** An order to pay or to hold was decided, at a place of the journal. */
    record Ordered(OrderRef order, AccountId payee, long amount, StatusCode status, long sequence) implements Effect {}

    /** A hold was ended, at a place of the journal. */
    record HoldEnded(OrderRef hold, long captured, long sequence) implements Effect {}

    /** A request to end a hold was refused. */
    record Refused(OrderRef hold, long amount, StatusCode status) implements Effect {}

    /** An order was looked up, and was decided at a place of the journal. */
    record LookedUp(OrderRef order, StatusCode status, long sequence) implements Effect {}

    /** The own balance was read, and what of it was set aside. */
    record Balance(long balance, long held) implements Effect {}

    Call with(Effect other) {
        return new Call(client, invoked, returned, other);
    }
}
