package io.micropay.crashtest.actor;

import io.micropay.crashtest.record.ClientRecord;
import io.micropay.crashtest.record.Seen;
import io.micropay.model.AccountId;
import io.micropay.outbox.Outbox;
import java.nio.file.Path;
import java.util.List;

/** A client that comes back after all the crashes. */
public final class SettlingActor {
    private SettlingActor() {}

    /** Arguments: directory, port, account, and whether to look at holds and the balance at last. */
    public static void main(String[] arguments) {
        Ground ground = new Ground(Path.of(arguments[0]));
        AccountId account = new AccountId(arguments[2]);
        boolean isLast = Boolean.parseBoolean(arguments[3]);
        List<Seen> past = ClientRecord.read(ground.recordFile(account));
        try (ClientRecord record = ground.record(account);
                Outbox files = ground.outbox(account);
                HookedOutbox outbox = new HookedOutbox(files, record, KillSwitch.off());
                Session session = Session.open(
                        ground,
                        account,
                        Integer.parseInt(arguments[1]),
                        outbox,
                        new Instruments(record, KillSwitch.off()))) {
            Homecoming homecoming = new Homecoming(session.endpoint(), record, past);
            if (isLast) {
                homecoming.conclude();
            } else {
                homecoming.settle(outbox);
            }
        }
    }
}
