package io.micropay.crashtest.actor;

import io.micropay.PeerEndpoint;
import io.micropay.crashtest.record.ClientRecord;
import io.micropay.crashtest.record.Seen;
import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.model.AccountId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.model.Statement;
import io.micropay.model.StatusCode;
import io.micropay.outbox.Outbox;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out how everything ended that a client has ever begun, over the real protocol, and writes it down. What it cannot
 * find out is a complaint.
 */
public final class Homecoming {
    private final AccountId account;
    private final PeerEndpoint endpoint;
    private final ClientRecord record;
    private final Set<OrderRef> kept = new HashSet<>();
    private final Map<OrderRef, SignedOrder> signed = new LinkedHashMap<>();
    private final Map<OrderRef, SignedOrder> received = new LinkedHashMap<>();

    /**
     * For a client that has logged in.
     *
     * @param endpoint its endpoint
     * @param record where it writes down what it finds
     * @param past what it had seen before
     */
    public Homecoming(PeerEndpoint endpoint, ClientRecord record, List<Seen> past) {
        this.account = endpoint.account();
        this.endpoint = endpoint;
        this.record = record;
        past.forEach(this::remember);
    }

    private void remember(Seen seen) {
        if (seen instanceof Seen.Signed order) {
            signed.put(order.order().order().ref(), order.order());
        } else if (seen instanceof Seen.Kept order) {
            kept.add(order.order());
        } else if (seen instanceof Seen.Announced announced
                && announced.payment().order().order().isHold()) {
            received.put(
                    announced.payment().order().order().ref(),
                    announced.payment().order());
        }
    }

    /** Makes sure that nothing is left in the outbox, learns the end of every order, and gives up every hold for this account. */
    public void settle(Outbox outbox) {
        if (!outbox.pending().isEmpty() || !endpoint.undecided().isEmpty()) {
            complain("the outbox is not empty: " + outbox.pending());
        }
        signed.values().forEach(this::learnEnd);
        received.values().forEach(this::endHold);
        record.add(new Seen.Settled());
    }

    /** Once everybody has settled: learns how the own holds have ended, and what is left. */
    public void conclude() {
        signed.values().forEach(this::learnEndOfHold);
        Statement statement = endpoint.statement(1);
        record.add(new Seen.Balance(statement.balance(), statement.held()));
    }

    /** What was kept has been settled at login; what was not kept cannot have left, and is voided now. */
    private void learnEnd(SignedOrder order) {
        OrderRef ref = order.order().ref();
        try {
            Optional<Payment> payment = endpoint.status(order);
            if (payment.isPresent()) {
                record.add(new Seen.Decided(payment.get()));
            } else if (kept.contains(ref)) {
                complain("order " + ref + " was kept, and is undecided after the login");
            } else {
                record.add(new Seen.Decided(endpoint.voidOrder(order)));
            }
        } catch (MicropayException e) {
            complain("order " + ref + ": " + e);
        }
    }

    private void endHold(SignedOrder hold) {
        try {
            record.add(new Seen.Ended(endpoint.release(hold)));
        } catch (RequestRefusedException e) {
            if (e.status() != StatusCode.HOLD_ENDED) {
                complain("hold " + hold.order().ref() + ": " + e);
            }
            learnEndOfHold(hold);
        } catch (MicropayException e) {
            complain("hold " + hold.order().ref() + ": " + e);
        }
    }

    private void learnEndOfHold(SignedOrder order) {
        if (!order.order().isHold()) {
            return;
        }
        try {
            endpoint.holdOutcome(order).ifPresent(outcome -> record.add(new Seen.Ended(outcome)));
        } catch (RequestRefusedException e) {
            // An order that was rejected has set nothing aside.
            if (e.status() != StatusCode.HOLD_UNKNOWN) {
                complain("hold " + order.order().ref() + ": " + e);
            }
        } catch (MicropayException e) {
            complain("hold " + order.order().ref() + ": " + e);
        }
    }

    private void complain(String text) {
        record.add(new Seen.Complaint(account + ": " + text));
    }
}
