package io.micropay.crashtest.actor;

import io.micropay.crashtest.plan.KillPoint;
import io.micropay.crashtest.record.ClientRecord;
import io.micropay.crashtest.record.Seen;
import io.micropay.internal.message.Archive;
import io.micropay.model.OrderRef;
import io.micropay.model.SignedOrder;
import io.micropay.outbox.Outbox;
import io.micropay.outbox.OutboxEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An outbox that writes down which orders it is given, and passes the kill points around them. */
public final class HookedOutbox implements Outbox {
    private final Outbox outbox;
    private final ClientRecord record;
    private final KillSwitch killSwitch;
    private final AtomicReference<@Nullable SignedOrder> latest = new AtomicReference<>();

    /** Hooks an outbox, which is closed with this one. */
    public HookedOutbox(Outbox outbox, ClientRecord record, KillSwitch killSwitch) {
        this.outbox = outbox;
        this.record = record;
        this.killSwitch = killSwitch;
    }

    @Override
    public void add(OutboxEntry entry) {
        SignedOrder order = Archive.decodeOrder(entry.content());
        record.add(new Seen.Signed(order));
        killSwitch.pass(KillPoint.PAYER_BEFORE_KEEPING);
        outbox.add(entry);
        record.add(new Seen.Kept(entry.order()));
        latest.set(order);
        killSwitch.pass(KillPoint.PAYER_KEPT);
    }

    @Override
    public void remove(OrderRef order) {
        killSwitch.pass(KillPoint.PAYER_BEFORE_FORGETTING);
        outbox.remove(order);
        killSwitch.pass(KillPoint.PAYER_FORGOT);
    }

    /** The order that was kept last, which may be under way; handed out once. */
    public Optional<SignedOrder> takeLatest() {
        return Optional.ofNullable(latest.getAndSet(null));
    }

    @Override
    public List<OutboxEntry> pending() {
        return outbox.pending();
    }

    @Override
    public void close() {
        outbox.close();
    }
}
