package io.micropay.internal.audit;

import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.ClientMessage.Capture;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import io.micropay.model.Outcome;
import io.micropay.model.PaymentOrder;
import io.micropay.model.StatusCode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of holds: each begins with the entry of its order, and ends as and when the journal says. */
final class Holds {
    private final LedgerView view;
    private final Signers signers;
    private final Signatures signatures;
    private final Numbered<Hold> rows;
    private final Map<OrderRef, Open> open = new HashMap<>();

    /**
     * A hold that has not ended yet.
     *
     * @param begin the entry that set the money aside
     * @param end the entry that is to end it, as its row says; 0 if the row says that it is open
     * @param payee who may take it
     */
    private record Open(long begin, long end, AccountId payee) {}

    Holds(LedgerView view, Signers signers, Signatures signatures) {
        this.view = view;
        this.signers = signers;
        this.signatures = signatures;
        this.rows = new Numbered<>(Row.HOLD, view::holds, Hold::sequence);
    }

    /** Takes the row of a hold that begins with an entry, and verifies all but its end. */
    void begin(Fact.Decided fact, PaymentOrder order) {
        Hold row = rows.of(fact.sequence());
        Check check = Check.of(Row.HOLD, fact.sequence());
        check.same("order", row.order(), order.ref());
        check.same("digest", row.digest(), fact.outcome().orderDigest());
        check.same("payee", row.payee(), order.payee());
        check.same("amount", row.amount(), order.amount());
        check.same("capture-by", Optional.of(row.captureBy()), order.captureBy());
        long end = row.end().map(HoldEnd::sequence).orElse(0L);
        check.that(row.isOpen() || end > row.sequence(), "it ends with journal entry " + end + ", before it begins");
        open.put(order.ref(), new Open(row.sequence(), end, row.payee()));
    }

    /** What was asked for when a hold was ended. */
    Command requestOf(Fact.Decided fact) {
        Outcome outcome = fact.outcome();
        OrderRef order = new OrderRef(fact.entry().debit().account(), outcome.orderId());
        Open hold = open.remove(order);
        if (hold == null) {
            throw Check.of(Row.ENTRY, fact.sequence()).broken("there is no open hold " + order);
        }
        Check check = Check.of(Row.HOLD, hold.begin);
        HoldEnd end = end(order, check);
        check.same("end sequence", end.sequence(), fact.sequence());
        check.same("end status", end.status(), outcome.status());
        check.same("end digest", end.digest(), outcome.orderDigest());
        if (outcome.status() == StatusCode.HOLD_EXPIRED) {
            check.same("captured", end.captured(), 0L);
            check.same("end request", end.request(), Bytes.EMPTY);
            return new Command.ExpireHold(order, hold.payee);
        }
        return captured(check, end);
    }

    private HoldEnd end(OrderRef order, Check check) {
        return Rows.read(
                        Row.HOLD,
                        check.key(),
                        () -> view.load(LedgerKeys.ofHolds(Set.of(order))).hold(order))
                .flatMap(Hold::end)
                .orElseThrow(() -> check.broken("it is open, and the journal has ended it"));
    }

    private Command captured(Check check, HoldEnd end) {
        Capture signed = check.decoded("the end request", () -> Archive.decodeCapture(end.request()));
        check.same("the digest of the end request", Sha256.digest(signed.statement()), end.digest());
        check.same("captured", end.captured(), signed.request().amount());
        AccountId payee = signed.request().payee();
        signatures.add(new Signatures.Claim(
                check,
                SigningContext.CAPTURE,
                signers.of(check, signed.signature(), grant -> grant.account().equals(payee))
                        .key(),
                signed.statement(),
                signed.signature()));
        return new Command.EndHold(signed.request(), end.digest(), end.request());
    }

    /** Throws if there is a row that no entry has asked for, or an end that no entry has made. */
    void requireEnd() {
        rows.requireEnd();
        open.values().stream()
                .filter(hold -> hold.end != 0)
                .min((one, other) -> Long.compare(one.begin, other.begin))
                .ifPresent(hold -> {
                    throw Check.of(Row.HOLD, hold.begin)
                            .broken("its end is journal entry " + hold.end + ", which ends no such hold");
                });
    }

    long passed() {
        return rows.passed();
    }
}
