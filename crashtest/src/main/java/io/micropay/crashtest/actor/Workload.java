package io.micropay.crashtest.actor;

import io.micropay.PeerEndpoint;
import io.micropay.crashtest.record.ClientRecord;
import io.micropay.crashtest.record.Seen;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Pays others, sets money aside for them, takes what they have set aside, and voids, at random, until the session ends. */
final class Workload implements Runnable {
    private static final int MOST = 60;
    private static final long TOO_MUCH = 1_000_000_000L;
    private static final Duration HOLD_FOR = Duration.ofDays(1);
    private static final long PAUSE_MILLIS = 20;

    private final PeerEndpoint endpoint;
    private final Witness witness;
    private final HookedOutbox outbox;
    private final ClientRecord record;
    private final List<AccountId> others;
    private final Random random;

    Workload(Session session, List<AccountId> others, Random random) {
        this.endpoint = session.endpoint();
        this.witness = session.witness();
        this.outbox = session.outbox();
        this.record = session.record();
        this.others = others;
        this.random = random;
    }

    @Override
    public void run() {
        while (!witness.isGone()) {
            try {
                act();
            } catch (OutcomeUnknownException e) {
                e.order()
                        .ifPresent(order ->
                                record.add(new Seen.Unknown(order.order().ref())));
            } catch (OrderRejectedException e) {
                e.payment().ifPresent(payment -> record.add(new Seen.Decided(payment)));
                if (e.payment().isEmpty()) {
                    pause();
                }
            } catch (ConnectionException e) {
                pause();
            } catch (MicropayException e) {
                // Refused, and nothing has changed: on to the next.
            }
        }
    }

    private void act() {
        int dice = random.nextInt(100);
        Optional<SignedOrder> hold = dice < 50 ? witness.nextHold() : Optional.empty();
        if (hold.isPresent()) {
            end(hold.get());
        } else if (dice < 75) {
            long amount = dice == 0 ? TOO_MUCH : amount();
            Optional<String> memo = dice % 8 == 0 ? Optional.of("for number " + dice) : Optional.empty();
            decided(memo.map(text -> endpoint.pay(someone(), amount, text))
                    .orElseGet(() -> endpoint.pay(someone(), amount)));
        } else if (dice < 90) {
            decided(endpoint.authorize(someone(), amount(), HOLD_FOR));
        } else {
            Optional<SignedOrder> underWay = outbox.takeLatest();
            underWay.ifPresent(order -> decided(endpoint.voidOrder(order)));
        }
    }

    private void end(SignedOrder hold) {
        long amount = random.nextInt(4) == 0
                ? 0
                : 1 + random.nextInt(Math.toIntExact(hold.order().amount()));
        record.add(new Seen.Ended(amount == 0 ? endpoint.release(hold) : endpoint.capture(hold, amount)));
    }

    private void decided(Payment payment) {
        record.add(new Seen.Decided(payment));
        Signals.step();
    }

    private long amount() {
        return 1L + random.nextInt(MOST);
    }

    private AccountId someone() {
        return others.get(random.nextInt(others.size()));
    }

    /** Nobody to pay just now: those who are needed may be on their way back. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
