package io.micropay.internal.ledger;

import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.message.Statements;
import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentOrder;
import io.micropay.model.StatusCode;
import java.util.HashMap;
import java.util.Map;

/** The ledger as a page of arithmetic: what every store and every batching has to agree with. */
final class LedgerModel {
    private final long opening;
    final Map<AccountId, Long> balances = new HashMap<>();
    private final Map<OrderRef, Decided> decided = new HashMap<>();

    /** What is remembered of an order. */
    record Decided(Digest digest, StatusCode status) {}

    LedgerModel(long opening) {
        this.opening = opening;
    }

    StatusCode register(AccountId account) {
        if (balances.keySet().stream().anyMatch(other -> other.folded().equals(account.folded()))) {
            return StatusCode.NAME_TAKEN;
        }
        balances.put(account, opening);
        return StatusCode.REGISTERED;
    }

    StatusCode settle(PaymentOrder order, boolean authentic) {
        Digest digest = Sha256.digest(Statements.encode(order));
        Decided before = decided.get(order.ref());
        if (before != null && before.digest.equals(digest)) {
            return before.status;
        }
        if (!balances.containsKey(order.payer())) {
            return StatusCode.UNKNOWN_PAYER;
        }
        if (!balances.containsKey(order.payee())) {
            return StatusCode.UNKNOWN_PAYEE;
        }
        if (order.payer().equals(order.payee())) {
            return StatusCode.PAYER_IS_PAYEE;
        }
        if (order.amount() <= 0) {
            return StatusCode.AMOUNT_NOT_POSITIVE;
        }
        if (!authentic) {
            return StatusCode.SIGNATURE_INVALID;
        }
        if (before != null) {
            return StatusCode.ORDER_CONFLICT;
        }
        StatusCode status = StatusCode.INSUFFICIENT_FUNDS;
        if (balances.get(order.payer()) >= order.amount()) {
            status = StatusCode.SETTLED;
            balances.merge(order.payer(), -order.amount(), Long::sum);
            balances.merge(order.payee(), order.amount(), Long::sum);
        }
        decided.put(order.ref(), new Decided(digest, status));
        return status;
    }

    StatusCode end(PaymentOrder order, AccountId by) {
        Digest digest = Sha256.digest(Statements.encode(order));
        OrderRef ref = new OrderRef(by, order.id());
        Decided before = decided.get(ref);
        if (before != null) {
            return before.digest.equals(digest) ? before.status : StatusCode.ORDER_CONFLICT;
        }
        if (!balances.containsKey(by)) {
            return StatusCode.UNKNOWN_PAYER;
        }
        decided.put(ref, new Decided(digest, StatusCode.VOIDED));
        return StatusCode.VOIDED;
    }
}
