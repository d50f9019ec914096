package io.micropay.crashtest.history;

import io.micropay.PeerEndpoint;
import io.micropay.crashtest.history.Call.Balance;
import io.micropay.crashtest.history.Call.Effect;
import io.micropay.crashtest.history.Call.HoldEnded;
import io.micropay.crashtest.history.Call.LookedUp;
import io.micropay.crashtest.history.Call.Ordered;
import io.micropay.crashtest.history.Call.Refused;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.RequestRefusedException;
import io.micropay.model.AccountId;
import io.micropay.model.HoldOutcome;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.model.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One thread of one client: calls at random, and notes when each call began and came back, and with what. */
final class Recorder {
    private static final Duration HOLD_FOR = Duration.ofHours(1);

    private final PeerEndpoint endpoint;
    private final List<AccountId> others;
    private final Random random;
    private final int mostPerOrder;
    private final Queue<SignedOrder> orders;
    private final Queue<SignedOrder> holds;
    private final List<Call> calls = new ArrayList<>();

    Recorder(PeerEndpoint endpoint, List<AccountId> others, Random random, int mostPerOrder, Shared shared) {
        this.endpoint = endpoint;
        this.others = others;
        this.random = random;
        this.mostPerOrder = mostPerOrder;
        this.orders = shared.orders();
        this.holds = shared.holdsFor(endpoint.account());
    }

    /**
     * What the threads of all clients know.
     *
     * @param orders orders that were decided
     * @param holds holds, by payee
     */
    record Shared(Queue<SignedOrder> orders, Map<AccountId, Queue<SignedOrder>> holds) {
        static Shared create() {
            return new Shared(new ConcurrentLinkedQueue<>(), new ConcurrentHashMap<>());
        }

        Queue<SignedOrder> holdsFor(AccountId payee) {
            return holds.computeIfAbsent(payee, id -> new ConcurrentLinkedQueue<>());
        }
    }

    List<Call> run(int count, Shared shared) {
        for (int i = 0; i < count; i++) {
            long invoked = System.nanoTime();
            Optional<Effect> effect = act(shared);
            long returned = System.nanoTime();
            effect.ifPresent(seen -> calls.add(new Call(endpoint.account(), invoked, returned, seen)));
        }
        return calls;
    }

    private Optional<Effect> act(Shared shared) {
        int dice = random.nextInt(10);
        if (dice < 4) {
            return Optional.of(order(false, shared));
        }
        if (dice < 6) {
            return Optional.of(order(true, shared));
        }
        if (dice < 8) {
            // The same hold may be ended by two threads, of which one is refused or gets the same answer.
            SignedOrder hold = random.nextBoolean() ? holds.poll() : holds.peek();
            return hold == null ? Optional.of(balance()) : Optional.of(end(hold));
        }
        if (dice == 8) {
            SignedOrder known = orders.poll();
            return known == null || !isOurs(known)
                    ? Optional.of(balance())
                    : endpoint.status(known).map(Recorder::lookedUp);
        }
        return Optional.of(balance());
    }

    private boolean isOurs(SignedOrder order) {
        return order.order().payer().equals(endpoint.account())
                || order.order().payee().equals(endpoint.account());
    }

    private Effect order(boolean isHold, Shared shared) {
        AccountId payee = others.get(random.nextInt(others.size()));
        long amount = 1L + random.nextInt(mostPerOrder);
        Payment payment;
        try {
            payment = isHold ? endpoint.authorize(payee, amount, HOLD_FOR) : endpoint.pay(payee, amount);
        } catch (OrderRejectedException e) {
            payment = e.payment().orElseThrow(() -> e);
        }
        Outcome outcome = payment.receipt().outcome();
        shared.orders().add(payment.order());
        if (isHold && outcome.isAccepted()) {
            shared.holdsFor(payee).add(payment.order());
        }
        return new Ordered(payment.order().order().ref(), payee, amount, outcome.status(), outcome.sequence());
    }

    private Effect end(SignedOrder hold) {
        long amount = random.nextInt(hold.order().amount() > 2 ? 3 : 2) == 0
                ? 0
                : 1 + random.nextInt(Math.toIntExact(hold.order().amount()) + 2);
        try {
            HoldOutcome outcome = amount == 0 ? endpoint.release(hold) : endpoint.capture(hold, amount);
            return new HoldEnded(
                    outcome.hold(),
                    outcome.captured(),
                    outcome.receipt().outcome().sequence());
        } catch (RequestRefusedException e) {
            return new Refused(hold.order().ref(), amount, e.status());
        }
    }

    private static Effect lookedUp(Payment payment) {
        Outcome outcome = payment.receipt().outcome();
        return new LookedUp(payment.order().order().ref(), outcome.status(), outcome.sequence());
    }

    private Effect balance() {
        Statement statement = endpoint.statement(1);
        return new Balance(statement.balance(), statement.held());
    }
}
