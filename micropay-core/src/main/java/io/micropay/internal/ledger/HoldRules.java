package io.micropay.internal.ledger;

import io.micropay.internal.message.CaptureRequest;
import io.micropay.internal.message.Statements;
import io.micropay.ledger.Account;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import io.micropay.model.Outcome;
import io.micropay.model.StatusCode;
import java.util.Optional;

/** How holds end: taken, in whole or in part, or released by the payee, or by time. Once, whatever is asked for. */
final class HoldRules {
    private final Batch batch;
    private final KeyId serverKey;

    HoldRules(Batch batch, KeyId serverKey) {
        this.batch = batch;
        this.serverKey = serverKey;
    }

    /** A refusal leaves the hold as it was, so that the payee may ask again, unless its time is over. */
    Verdict end(Command.EndHold command) {
        CaptureRequest request = command.request();
        if (!request.serverKey().equals(serverKey)) {
            return new Verdict.Refused(StatusCode.WRONG_SERVER);
        }
        Optional<Hold> named = batch.hold(request.hold())
                .filter(hold ->
                        hold.payee().equals(request.payee()) && hold.digest().equals(request.holdDigest()));
        if (named.isEmpty()) {
            return new Verdict.Refused(StatusCode.HOLD_UNKNOWN);
        }
        Hold hold = named.get();
        if (!hold.isOpen()) {
            HoldEnd end = hold.end().orElseThrow();
            return end.digest().equals(command.digest())
                    ? batch.recorded(end.sequence())
                    : new Verdict.Refused(StatusCode.HOLD_ENDED);
        }
        if (isDue(hold)) {
            end(hold, StatusCode.HOLD_EXPIRED, 0, hold.digest(), Bytes.EMPTY);
            return new Verdict.Refused(StatusCode.HOLD_ENDED);
        }
        Optional<StatusCode> refusal = refusal(hold, request.amount());
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        StatusCode status = request.amount() == 0 ? StatusCode.RELEASED : StatusCode.CAPTURED;
        end(hold, status, request.amount(), command.digest(), command.encoded());
        return batch.written();
    }

    private Optional<StatusCode> refusal(Hold hold, long amount) {
        if (amount < 0) {
            return Optional.of(StatusCode.AMOUNT_NOT_POSITIVE);
        }
        if (amount > hold.amount()) {
            return Optional.of(StatusCode.HOLD_EXCEEDED);
        }
        if (amount == 0) {
            return Optional.empty();
        }
        Account payee = batch.account(hold.payee()).orElseThrow();
        Optional<StatusCode> stopped =
                OrderRules.stopped(batch.account(hold.order().payer()).orElseThrow(), payee);
        if (stopped.isPresent()) {
            return stopped;
        }
        return payee.balance() > Long.MAX_VALUE - amount ? Optional.of(StatusCode.BALANCE_OVERFLOW) : Optional.empty();
    }

    /** Ends a hold that is past its time; any other stays as it is. */
    Verdict expire(OrderRef order) {
        Optional<Hold> due = batch.hold(order).filter(hold -> hold.isOpen() && isDue(hold));
        if (due.isEmpty()) {
            return new Verdict.Done(StatusCode.OK);
        }
        end(due.get(), StatusCode.HOLD_EXPIRED, 0, due.get().digest(), Bytes.EMPTY);
        return batch.written();
    }

    private boolean isDue(Hold hold) {
        return hold.captureBy().isBefore(batch.now());
    }

    private void end(Hold hold, StatusCode status, long captured, Digest digest, Bytes request) {
        EntryKind kind = switch (status) {
            case CAPTURED -> EntryKind.CAPTURE;
            case RELEASED -> EntryKind.RELEASE;
            default -> EntryKind.EXPIRY;
        };
        Outcome outcome = new Outcome(hold.order().id(), digest, status, batch.nextSequence(), batch.now());
        batch.post(
                kind,
                batch.account(hold.order().payer()).orElseThrow(),
                batch.account(hold.payee()).orElseThrow(),
                captured,
                -hold.amount(),
                Optional.of(hold.order().id()),
                Statements.encode(outcome));
        batch.put(hold.ended(new HoldEnd(status, captured, outcome.sequence(), digest, request)));
    }
}
