package io.micropay.crashtest.actor;

import io.micropay.crashtest.plan.KillPoint;
import io.micropay.crashtest.record.ClientRecord;
import io.micropay.crashtest.record.Seen;
import io.micropay.event.PeerListener;
import io.micropay.event.Traffic;
import io.micropay.model.AccountId;
import io.micropay.model.HoldOutcome;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Writes down what a client is told, passes the kill points of its conversations, and gathers the holds for it. */
public final class Witness implements PeerListener {
    private final String asPayer;
    private final String asPayee;
    private final ClientRecord record;
    private final KillSwitch killSwitch;
    private final Runnable onNews;
    private final Queue<SignedOrder> holds = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gone = new CountDownLatch(1);

    /** For one session of an account. */
    public Witness(AccountId account, ClientRecord record, KillSwitch killSwitch, Runnable onNews) {
        this.asPayer = account.name() + "#";
        this.asPayee = "#" + account.name();
        this.record = record;
        this.killSwitch = killSwitch;
        this.onNews = onNews;
    }

    @Override
    public boolean accept(Offer offer) {
        killSwitch.pass(KillPoint.PAYEE_ACCEPTING);
        return true;
    }

    @Override
    public void paymentReceived(Payment payment, Optional<String> memo) {
        announced(payment);
    }

    @Override
    public void holdReceived(Payment hold, Optional<String> memo) {
        announced(hold);
        holds.add(hold.order());
    }

    private void announced(Payment payment) {
        record.add(new Seen.Announced(payment));
        onNews.run();
        killSwitch.pass(KillPoint.PAYEE_ANNOUNCED);
    }

    @Override
    public void holdEnded(HoldOutcome outcome) {
        record.add(new Seen.Ended(outcome));
    }

    @Override
    public void orderResolved(Payment payment) {
        record.add(new Seen.Resolved(payment));
    }

    @Override
    public void disconnected(StatusCode status, String reason) {
        gone.countDown();
    }

    /** Ends the session's work. */
    void end() {
        gone.countDown();
    }

    public boolean isGone() {
        return gone.getCount() == 0;
    }

    /** Waits until the connection to the server has ended. */
    void awaitEnd() throws InterruptedException {
        gone.await();
    }

    /** A hold for this account that nobody has looked after yet. */
    public Optional<SignedOrder> nextHold() {
        return Optional.ofNullable(holds.poll());
    }

    /** Called before the message leaves. Messages are told apart by their text forms. */
    @Override
    public void sent(Traffic message) {
        String text = message.text();
        if (text.startsWith("VOID#")) {
            killSwitch.pass(KillPoint.PAYER_VOIDING);
        } else if (text.startsWith("STATUS#")) {
            killSwitch.pass(KillPoint.PAYER_ASKING);
        } else if (text.startsWith("CAPTURE#")) {
            killSwitch.pass(KillPoint.PAYEE_CAPTURING);
        } else if (text.equals(StatusCode.SETTLED.toString()) || text.equals(StatusCode.AUTHORIZED.toString())) {
            killSwitch.pass(KillPoint.PAYEE_PASSING_ON);
        } else if (isOrder(text) && text.startsWith(asPayer)) {
            killSwitch.pass(KillPoint.PAYER_SENDING);
        } else if (isOrder(text) && text.endsWith(asPayee)) {
            killSwitch.pass(KillPoint.PAYEE_SUBMITTING);
        }
    }

    /** Payer, amount and payee. */
    private static boolean isOrder(String text) {
        return text.chars().filter(c -> c == '#').count() == 2;
    }

    @Override
    public void received(Traffic message) {
        if (message.text().equals("ACCEPTED")) {
            killSwitch.pass(KillPoint.PAYER_OFFERED);
        }
    }
}
