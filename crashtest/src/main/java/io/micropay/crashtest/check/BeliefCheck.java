package io.micropay.crashtest.check;

import io.micropay.crashtest.record.Seen;
import io.micropay.model.AccountId;
import io.micropay.model.HoldOutcome;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.StatusCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the clients believe adds up without the ledger: each account has what it began with, less what it knows to have
 * paid, plus what the others know to have paid it; and the balance that the server told it is that.
 */
final class BeliefCheck {
    private final Map<AccountId, Long> balances = new HashMap<>();
    private final Map<AccountId, Long> held = new HashMap<>();
    private final Findings findings;

    BeliefCheck(long openingBalance, Iterable<AccountId> accounts, Findings findings) {
        for (AccountId account : accounts) {
            balances.put(account, openingBalance);
            held.put(account, 0L);
        }
        this.findings = findings;
    }

    void run(Map<AccountId, List<Seen>> records) {
        records.forEach(this::addUp);
        records.forEach(this::compare);
    }

    private void addUp(AccountId account, List<Seen> record) {
        Map<OrderRef, Payment> own = new HashMap<>();
        Map<OrderRef, HoldOutcome> ends = new HashMap<>();
        for (Seen seen : record) {
            if (seen instanceof Seen.Decided decided) {
                own.put(decided.payment().order().order().ref(), decided.payment());
            } else if (seen instanceof Seen.Ended ended) {
                ends.put(ended.outcome().hold(), ended.outcome());
            }
        }
        own.values().stream()
                .filter(payment -> payment.payer().equals(account))
                .filter(payment -> payment.receipt().outcome().isAccepted())
                .forEach(payment -> addUp(payment, ends));
    }

    private void addUp(Payment payment, Map<OrderRef, HoldOutcome> ends) {
        PaymentOrder order = payment.order().order();
        HoldOutcome end = ends.get(order.ref());
        if (payment.receipt().outcome().status() == StatusCode.SETTLED) {
            move(order, order.amount());
        } else if (end == null) {
            held.merge(order.payer(), order.amount(), Long::sum);
        } else {
            move(order, end.captured());
        }
    }

    private void move(PaymentOrder order, long amount) {
        balances.merge(order.payer(), -amount, Long::sum);
        balances.merge(order.payee(), amount, Long::sum);
    }

    private void compare(AccountId account, List<Seen> record) {
        List<Seen.Balance> told = record.stream()
                .filter(Seen.Balance.class::isInstance)
                .map(Seen.Balance.class::cast)
                .toList();
        if (told.isEmpty()) {
            findings.add(account + " never came back to ask for its balance");
            return;
        }
        Seen.Balance last = told.get(told.size() - 1);
        long due = balances.getOrDefault(account, 0L);
        long dueHeld = held.getOrDefault(account, 0L);
        findings.require(
                last.balance() == due, account + " has " + last.balance() + ", and by all receipts should have " + due);
        findings.require(
                last.held() == dueHeld,
                account + " has " + last.held() + " set aside, and by all receipts should have " + dueHeld);
    }
}
