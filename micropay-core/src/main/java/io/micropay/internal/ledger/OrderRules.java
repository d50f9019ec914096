package io.micropay.internal.ledger;

import io.micropay.internal.message.Archive;
import io.micropay.internal.message.Statements;
import io.micropay.internal.message.VoidRequest;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.AccountState;
import io.micropay.ledger.Hold;
import io.micropay.ledger.OrderRecord;
import io.micropay.model.Bytes;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import io.micropay.model.Outcome;
import io.micropay.model.PaymentOrder;
import io.micropay.model.StatusCode;
import java.util.Optional;

/** What becomes of orders, to pay or to hold, and of requests to void them. */
final class OrderRules {
    private final Batch batch;
    private final KeyId serverKey;
    private final ClaimRules claims;

    OrderRules(Batch batch, KeyId serverKey, ClaimRules claims) {
        this.batch = batch;
        this.serverKey = serverKey;
        this.claims = claims;
    }

    Verdict settle(Command.Settle settle) {
        PaymentOrder order = settle.order().order();
        Optional<Verdict> replay = batch.replay(order.ref(), settle.digest());
        if (replay.isPresent()) {
            return replay.get();
        }
        Optional<StatusCode> refusal = refusal(order, settle.granter());
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        if (batch.isDecided(order.ref())) {
            return new Verdict.Refused(StatusCode.ORDER_CONFLICT);
        }
        Optional<StatusCode> purposeless = claims.refusal(order);
        if (purposeless.isPresent()) {
            return new Verdict.Refused(purposeless.get());
        }
        Account payer = batch.account(order.payer()).orElseThrow();
        Account payee = batch.account(order.payee()).orElseThrow();
        StatusCode status = judge(order, payer, payee);
        Outcome outcome = new Outcome(order.id(), settle.digest(), status, batch.nextSequence(), batch.now());
        Bytes statement = Statements.encode(outcome);
        if (status == StatusCode.SETTLED) {
            batch.post(EntryKind.PAYMENT, payer, payee, order.amount(), 0, Optional.of(order.id()), statement);
            claims.settle(order);
        } else if (status == StatusCode.AUTHORIZED) {
            batch.post(EntryKind.HOLD, payer, payee, 0, order.amount(), Optional.of(order.id()), statement);
            batch.put(hold(order, outcome));
        } else {
            batch.post(EntryKind.REJECTION, payer, payee, 0, 0, Optional.of(order.id()), statement);
        }
        return batch.decide(new OrderRecord(
                order.id(),
                settle.digest(),
                order.payer(),
                Optional.of(order.payee()),
                status,
                outcome.sequence(),
                Archive.encode(settle.order())));
    }

    private static Hold hold(PaymentOrder order, Outcome outcome) {
        return new Hold(
                order.ref(),
                outcome.orderDigest(),
                order.payee(),
                order.amount(),
                order.captureBy().orElseThrow(),
                outcome.sequence(),
                Optional.empty());
    }

    /** What has no valid payer signature behind it is refused and forgotten. The order of the checks is documented. */
    private Optional<StatusCode> refusal(PaymentOrder order, Optional<KeyId> granter) {
        StatusCode status = null;
        Optional<Account> payer = batch.account(order.payer());
        Optional<AccountKeys> payee = batch.account(order.payee()).flatMap(Account::keys);
        if (!order.serverKey().equals(serverKey)) {
            status = StatusCode.WRONG_SERVER;
        } else if (!Validity.isValid(order, batch.now())) {
            status = StatusCode.EXPIRED;
        } else if (payer.isEmpty()) {
            status = StatusCode.UNKNOWN_PAYER;
        } else if (payee.filter(keys -> keys.id().equals(order.payeeKey())).isEmpty()) {
            status = StatusCode.UNKNOWN_PAYEE;
        } else if (order.payer().equals(order.payee())) {
            status = StatusCode.PAYER_IS_PAYEE;
        } else if (order.amount() <= 0) {
            status = StatusCode.AMOUNT_NOT_POSITIVE;
        } else if (granter.isEmpty()
                || !granter.equals(payer.flatMap(Account::keys).map(AccountKeys::id))) {
            // From the entry on that gives an account another key, what the former one granted is worth nothing.
            status = StatusCode.SIGNATURE_INVALID;
        }
        return Optional.ofNullable(status);
    }

    /** Whether the order can be carried out. Either is final. The order of the checks is documented. */
    private static StatusCode judge(PaymentOrder order, Account payer, Account payee) {
        Optional<StatusCode> stopped = stopped(payer, payee);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        if (payer.available() < order.amount()) {
            return StatusCode.INSUFFICIENT_FUNDS;
        }
        if (payee.balance() > Long.MAX_VALUE - order.amount()) {
            return StatusCode.BALANCE_OVERFLOW;
        }
        return order.isHold() ? StatusCode.AUTHORIZED : StatusCode.SETTLED;
    }

    /** Why no money may move between two accounts; empty if it may. */
    static Optional<StatusCode> stopped(Account one, Account other) {
        if (one.state() == AccountState.CLOSED || other.state() == AccountState.CLOSED) {
            return Optional.of(StatusCode.ACCOUNT_CLOSED);
        }
        if (one.state() == AccountState.FROZEN || other.state() == AccountState.FROZEN) {
            return Optional.of(StatusCode.ACCOUNT_FROZEN);
        }
        return Optional.empty();
    }

    Verdict endUnsettled(Command.VoidOrder command) {
        VoidRequest request = command.request();
        if (!request.serverKey().equals(serverKey)) {
            return new Verdict.Refused(StatusCode.WRONG_SERVER);
        }
        OrderRef order = request.ref();
        Optional<Verdict> replay = batch.replay(order, request.orderDigest());
        if (replay.isPresent()) {
            return replay.get();
        }
        if (batch.isDecided(order)) {
            return new Verdict.Refused(StatusCode.ORDER_CONFLICT);
        }
        Optional<Account> payer = batch.account(request.payer());
        if (payer.isEmpty()) {
            return new Verdict.Refused(StatusCode.UNKNOWN_PAYER);
        }
        Outcome outcome = new Outcome(
                request.order(), request.orderDigest(), StatusCode.VOIDED, batch.nextSequence(), batch.now());
        batch.post(
                EntryKind.REJECTION,
                payer.get(),
                payer.get(),
                0,
                0,
                Optional.of(request.order()),
                Statements.encode(outcome));
        return batch.decide(new OrderRecord(
                request.order(),
                request.orderDigest(),
                request.payer(),
                Optional.empty(),
                StatusCode.VOIDED,
                outcome.sequence(),
                command.encoded()));
    }
}
