package io.micropay.internal.ledger;

import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.message.OperatorAct;
import io.micropay.internal.message.Statements;
import io.micropay.ledger.AccountState;
import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ledger as a page of arithmetic: what every store and every batching has to agree with. */
final class LedgerModel {
    private final long opening;
    private long issued;
    final Map<AccountId, Holding> accounts = new HashMap<>();
    private final Map<OrderRef, Decided> decided = new HashMap<>();
    private final Map<OrderRef, Held> holds = new HashMap<>();
    private final Map<OrderRef, PaymentOrder> settled = new HashMap<>();
    private final Map<List<Object>, PaymentRequest> requests = new HashMap<>();
    private final Set<List<Object>> paidRequests = new HashSet<>();
    private final Set<OrderRef> refunded = new HashSet<>();
    private final Map<OrderId, OperatorAct> acts = new HashMap<>();

    /** What an account has. */
    static final class Holding {
        long balance;
        long held;
        AccountState state = AccountState.OPEN;
        boolean isHosted;

        Holding(long balance, boolean isHosted) {
            this.balance = balance;
            this.isHosted = isHosted;
        }
    }

    /** Whose key is behind an order. */
    enum Signer {
        OWNER,
        HOST,
        NOBODY
    }

    /** What is remembered of an order. */
    private record Decided(Digest digest, StatusCode status) {}

    /** What is remembered of a hold; {@code taken} is below zero while it is open or after it expired. */
    private static final class Held {
        final PaymentOrder order;
        boolean isOpen = true;
        StatusCode end = StatusCode.OK;
        long taken = -1;

        Held(PaymentOrder order) {
            this.order = order;
        }
    }

    LedgerModel(long opening) {
        this.opening = opening;
    }

    /** What the issuance account has to have. */
    long issuance() {
        return -issued;
    }

    StatusCode register(AccountId account) {
        return open(account, false);
    }

    StatusCode host(AccountId account) {
        return open(account, true);
    }

    StatusCode bind(AccountId account) {
        Holding holding = accounts.get(account);
        if (holding != null && !holding.isHosted) {
            // There is one key only that an account could be bound to here: it is bound to that, or was opened with it.
            return StatusCode.REGISTERED;
        }
        if (holding == null) {
            return StatusCode.NAME_TAKEN;
        }
        if (holding.state != AccountState.OPEN) {
            return holding.state == AccountState.CLOSED ? StatusCode.ACCOUNT_CLOSED : StatusCode.ACCOUNT_FROZEN;
        }
        holding.isHosted = false;
        return StatusCode.REGISTERED;
    }

    private StatusCode open(AccountId account, boolean isHosted) {
        if (accounts.keySet().stream().anyMatch(other -> other.folded().equals(account.folded()))) {
            return StatusCode.NAME_TAKEN;
        }
        accounts.put(account, new Holding(opening, isHosted));
        issued += opening;
        return StatusCode.REGISTERED;
    }

    StatusCode settle(PaymentOrder order, Signer signer, Instant now) {
        Digest digest = Sha256.digest(Statements.encode(order));
        Decided before = decided.get(order.ref());
        if (before != null && before.digest.equals(digest)) {
            return before.status;
        }
        if (now.isAfter(order.expiresAt()) || now.isBefore(order.issuedAt().minus(Duration.ofMinutes(1)))) {
            return StatusCode.EXPIRED;
        }
        if (!accounts.containsKey(order.payer())) {
            return StatusCode.UNKNOWN_PAYER;
        }
        // Orders here name the payee's own key.
        if (!accounts.containsKey(order.payee()) || accounts.get(order.payee()).isHosted) {
            return StatusCode.UNKNOWN_PAYEE;
        }
        if (order.payer().equals(order.payee())) {
            return StatusCode.PAYER_IS_PAYEE;
        }
        if (order.amount() <= 0) {
            return StatusCode.AMOUNT_NOT_POSITIVE;
        }
        if (signer != (accounts.get(order.payer()).isHosted ? Signer.HOST : Signer.OWNER)) {
            return StatusCode.SIGNATURE_INVALID;
        }
        if (before != null) {
            return StatusCode.ORDER_CONFLICT;
        }
        StatusCode claim =
                order.purpose().map(purpose -> judge(order, purpose, now)).orElse(StatusCode.OK);
        if (claim != StatusCode.OK) {
            return claim;
        }
        StatusCode status = carryOut(order);
        decided.put(order.ref(), new Decided(digest, status));
        return status;
    }

    private StatusCode carryOut(PaymentOrder order) {
        Holding payer = accounts.get(order.payer());
        Holding payee = accounts.get(order.payee());
        if (payer.state == AccountState.CLOSED || payee.state == AccountState.CLOSED) {
            return StatusCode.ACCOUNT_CLOSED;
        }
        if (payer.state == AccountState.FROZEN || payee.state == AccountState.FROZEN) {
            return StatusCode.ACCOUNT_FROZEN;
        }
        if (payer.balance - payer.held < order.amount()) {
            return StatusCode.INSUFFICIENT_FUNDS;
        }
        if (order.isHold()) {
            payer.held += order.amount();
            holds.put(order.ref(), new Held(order));
            return StatusCode.AUTHORIZED;
        }
        payer.balance -= order.amount();
        payee.balance += order.amount();
        settled.put(order.ref(), order);
        order.purpose().ifPresent(purpose -> {
            if (purpose instanceof Purpose.Refund refund) {
                refunded.add(new OrderRef(order.payee(), refund.payment()));
            } else {
                paidRequests.add(key(order.payee(), ((Purpose.Requested) purpose).request()));
            }
        });
        return StatusCode.SETTLED;
    }

    private static List<Object> key(AccountId payee, Digest request) {
        return List.of(payee, request);
    }

    StatusCode make(PaymentRequest request, Instant now) {
        Holding payee = accounts.get(request.payee());
        if (payee == null || payee.isHosted) {
            return StatusCode.UNKNOWN_PAYEE;
        }
        if (request.amount() <= 0) {
            return StatusCode.AMOUNT_NOT_POSITIVE;
        }
        if (now.isAfter(request.expiresAt()) || now.isBefore(request.issuedAt().minus(Duration.ofMinutes(1)))) {
            return StatusCode.REQUEST_EXPIRED;
        }
        PaymentRequest before = requests.putIfAbsent(key(request.payee(), request.id()), request);
        return before == null || before.equals(request) ? StatusCode.OK : StatusCode.REQUEST_DIFFERS;
    }

    private StatusCode judge(PaymentOrder order, Purpose purpose, Instant now) {
        if (purpose instanceof Purpose.Refund refund) {
            OrderRef payment = new OrderRef(order.payee(), refund.payment());
            long received = received(payment, order.payer());
            if (received == 0) {
                return StatusCode.REFUND_UNKNOWN;
            }
            if (refunded.contains(payment)) {
                return StatusCode.REFUNDED;
            }
            return order.amount() > received ? StatusCode.REFUND_EXCEEDED : StatusCode.OK;
        }
        List<Object> key = key(order.payee(), ((Purpose.Requested) purpose).request());
        PaymentRequest request = requests.get(key);
        if (request == null) {
            return StatusCode.REQUEST_UNKNOWN;
        }
        if (paidRequests.contains(key)) {
            return StatusCode.REQUEST_PAID;
        }
        if (now.isAfter(request.expiresAt())) {
            return StatusCode.REQUEST_EXPIRED;
        }
        return order.amount() == request.amount() ? StatusCode.OK : StatusCode.REQUEST_DIFFERS;
    }

    private long received(OrderRef payment, AccountId payee) {
        PaymentOrder paid = settled.get(payment);
        if (paid != null) {
            return paid.payee().equals(payee) ? paid.amount() : 0;
        }
        Held hold = holds.get(payment);
        return hold != null && hold.order.payee().equals(payee) ? Math.max(0, hold.taken) : 0;
    }

    StatusCode end(PaymentOrder order, AccountId by) {
        Digest digest = Sha256.digest(Statements.encode(order));
        OrderRef ref = new OrderRef(by, order.id());
        Decided before = decided.get(ref);
        if (before != null) {
            return before.digest.equals(digest) ? before.status : StatusCode.ORDER_CONFLICT;
        }
        if (!accounts.containsKey(by)) {
            return StatusCode.UNKNOWN_PAYER;
        }
        decided.put(ref, new Decided(digest, StatusCode.VOIDED));
        return StatusCode.VOIDED;
    }

    StatusCode capture(PaymentOrder order, long amount, Instant now) {
        Held hold = holds.get(order.ref());
        if (hold == null || !hold.order.equals(order)) {
            return StatusCode.HOLD_UNKNOWN;
        }
        if (!hold.isOpen) {
            return hold.taken == amount ? hold.end : StatusCode.HOLD_ENDED;
        }
        if (order.captureBy().orElseThrow().isBefore(now)) {
            end(hold, StatusCode.HOLD_EXPIRED, -1);
            return StatusCode.HOLD_ENDED;
        }
        if (amount < 0) {
            return StatusCode.AMOUNT_NOT_POSITIVE;
        }
        if (amount > order.amount()) {
            return StatusCode.HOLD_EXCEEDED;
        }
        Holding payer = accounts.get(order.payer());
        Holding payee = accounts.get(order.payee());
        if (amount > 0 && (payer.state == AccountState.CLOSED || payee.state == AccountState.CLOSED)) {
            return StatusCode.ACCOUNT_CLOSED;
        }
        if (amount > 0 && (payer.state == AccountState.FROZEN || payee.state == AccountState.FROZEN)) {
            return StatusCode.ACCOUNT_FROZEN;
        }
        payer.balance -= amount;
        payee.balance += amount;
        end(hold, amount == 0 ? StatusCode.RELEASED : StatusCode.CAPTURED, amount);
        return hold.end;
    }

    StatusCode expire(PaymentOrder order, Instant now) {
        Held hold = holds.get(order.ref());
        if (hold == null
                || !hold.isOpen
                || !hold.order.captureBy().orElseThrow().isBefore(now)) {
            return StatusCode.OK;
        }
        end(hold, StatusCode.HOLD_EXPIRED, -1);
        return StatusCode.HOLD_EXPIRED;
    }

    private void end(Held hold, StatusCode how, long taken) {
        accounts.get(hold.order.payer()).held -= hold.order.amount();
        hold.isOpen = false;
        hold.end = how;
        hold.taken = taken;
    }

    StatusCode act(OperatorAct act) {
        OperatorAct before = acts.get(act.id());
        if (before != null) {
            return before.equals(act) ? StatusCode.OK : StatusCode.ORDER_CONFLICT;
        }
        Holding account = accounts.get(act.account());
        if (account == null) {
            return StatusCode.UNKNOWN_PAYEE;
        }
        if (account.state == AccountState.CLOSED) {
            return StatusCode.ACCOUNT_CLOSED;
        }
        switch (act.kind()) {
            case ISSUE -> {
                if (act.amount() <= 0) {
                    return StatusCode.AMOUNT_NOT_POSITIVE;
                }
                if (account.balance > Long.MAX_VALUE - act.amount() || -issued < Long.MIN_VALUE + act.amount()) {
                    return StatusCode.BALANCE_OVERFLOW;
                }
                account.balance += act.amount();
                issued += act.amount();
            }
            case FREEZE -> account.state = AccountState.FROZEN;
            case UNFREEZE -> account.state = AccountState.OPEN;
            case CLOSE -> {
                if (account.held > 0) {
                    return StatusCode.HOLDS_OPEN;
                }
                issued -= account.balance;
                account.balance = 0;
                account.state = AccountState.CLOSED;
            }
        }
        acts.put(act.id(), act);
        return StatusCode.OK;
    }
}
