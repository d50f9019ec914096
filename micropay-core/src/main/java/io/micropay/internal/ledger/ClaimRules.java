package io.micropay.internal.ledger;

import io.micropay.internal.message.Archive;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.Claim;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.StatusCode;
import java.util.Optional;

/** What may be paid once: payment requests, by whoever pays first what is asked for, and refunds of what was received. */
final class ClaimRules {
    private final Batch batch;
    private final KeyId serverKey;

    ClaimRules(Batch batch, KeyId serverKey) {
        this.batch = batch;
        this.serverKey = serverKey;
    }

    /** Remembers a request; the same one again changes nothing. */
    Verdict make(Command.MakeRequest command) {
        PaymentRequest request = command.request().request();
        Optional<StatusCode> refusal = refusal(request);
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        Digest key = ClaimKeys.ofRequest(request.payee(), request.id());
        Optional<Claim> known = batch.claim(key);
        if (known.isPresent()) {
            // Whoever lost the answer asks again, under another signature.
            Bytes statement = Archive.decodeRequest(known.get().request()).statement();
            return statement.equals(command.request().statement())
                    ? new Verdict.Done(StatusCode.OK)
                    : new Verdict.Refused(StatusCode.REQUEST_DIFFERS);
        }
        batch.put(new Claim(key, Archive.encode(command.request()), Optional.empty()));
        return new Verdict.Done(StatusCode.OK);
    }

    private Optional<StatusCode> refusal(PaymentRequest request) {
        StatusCode status = null;
        Optional<KeyId> payeeKey =
                batch.account(request.payee()).flatMap(Account::keys).map(AccountKeys::id);
        if (!request.serverKey().equals(serverKey)) {
            status = StatusCode.WRONG_SERVER;
        } else if (payeeKey.filter(request.payeeKey()::equals).isEmpty()) {
            status = StatusCode.UNKNOWN_PAYEE;
        } else if (request.amount() <= 0) {
            status = StatusCode.AMOUNT_NOT_POSITIVE;
        } else if (!Validity.isValid(request, batch.now())) {
            status = StatusCode.REQUEST_EXPIRED;
        }
        return Optional.ofNullable(status);
    }

    /** Why an order cannot be for what it says it is for; empty if it can. Nothing of this is final, only the claim is. */
    Optional<StatusCode> refusal(PaymentOrder order) {
        return order.purpose()
                .flatMap(purpose -> purpose instanceof Purpose.Requested
                        ? refusalOfRequested(order)
                        : refusalOfRefund(order, ClaimKeys.refunded(order).orElseThrow()));
    }

    private Optional<StatusCode> refusalOfRequested(PaymentOrder order) {
        Optional<Claim> claim = batch.claim(ClaimKeys.of(order).orElseThrow());
        if (claim.isEmpty()) {
            return Optional.of(StatusCode.REQUEST_UNKNOWN);
        }
        if (claim.get().settledBy().isPresent()) {
            return Optional.of(StatusCode.REQUEST_PAID);
        }
        PaymentRequest request = Archive.decodeRequest(claim.get().request()).request();
        if (request.expiresAt().isBefore(batch.now())) {
            return Optional.of(StatusCode.REQUEST_EXPIRED);
        }
        return request.amount() == order.amount() ? Optional.empty() : Optional.of(StatusCode.REQUEST_DIFFERS);
    }

    private Optional<StatusCode> refusalOfRefund(PaymentOrder order, OrderRef payment) {
        Optional<Long> received = batch.received(payment, order.payer());
        if (received.isEmpty()) {
            return Optional.of(StatusCode.REFUND_UNKNOWN);
        }
        if (batch.claim(ClaimKeys.ofRefund(payment)).isPresent()) {
            return Optional.of(StatusCode.REFUNDED);
        }
        return order.amount() <= received.get() ? Optional.empty() : Optional.of(StatusCode.REFUND_EXCEEDED);
    }

    /** From now on the order is what settled it, for ever. */
    void settle(PaymentOrder order) {
        ClaimKeys.of(order).ifPresent(key -> {
            Claim claim = batch.claim(key).orElseGet(() -> new Claim(key, Bytes.EMPTY, Optional.empty()));
            batch.put(claim.settled(order.ref()));
        });
    }
}
