package io.micropay.crashtest.fault;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.crashtest.Keys;
import io.micropay.crashtest.actor.Homecoming;
import io.micropay.crashtest.actor.HookedOutbox;
import io.micropay.crashtest.actor.KillSwitch;
import io.micropay.crashtest.actor.Witness;
import io.micropay.crashtest.record.ClientRecord;
import io.micropay.crashtest.record.Seen;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.keys.ServerTrust;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.outbox.FileOutbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A client of this process that writes down what it sees, and comes back when its connection is lost. */
final class Person implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 200;

    final AccountId account;
    private final ServerTrust trust;
    private final Clock clock;
    private final Path file;
    private final ClientRecord record;
    private final HookedOutbox outbox;
    private Witness witness;
    private MicropayClient client;
    private PeerEndpoint endpoint;

    Person(AccountId account, ServerTrust trust, Clock clock, Path directory) {
        this.account = account;
        this.trust = trust;
        this.clock = clock;
        this.file = directory.resolve(account.name() + ".record");
        this.record = ClientRecord.open(file);
        this.outbox = new HookedOutbox(
                FileOutbox.open(directory.resolve(account.name() + ".outbox")), record, KillSwitch.off());
    }

    void register(int port) {
        connect(port);
        client.register(account, Keys.wallet(account));
        client.close();
        client = null;
    }

    private void connect(int port) {
        witness = new Witness(account, record, KillSwitch.off(), () -> {});
        client = MicropayClient.builder("127.0.0.1", port, trust)
                .sessionKeys(Keys.session(account))
                .outbox(outbox)
                .listener(witness)
                .timeout(PATIENCE)
                .clock(clock)
                .connect();
    }

    /** Logs in, anew if need be, however often the connection breaks meanwhile. */
    void come(int port) throws InterruptedException {
        for (int i = 0; ; i++) {
            leave();
            try {
                connect(port);
                endpoint = client.login(account, Keys.wallet(account));
                endpoint.resumed().join();
                return;
            } catch (MicropayException e) {
                if (i == MOST_TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    void leave() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    PeerEndpoint endpoint() {
        return endpoint;
    }

    HookedOutbox outbox() {
        return outbox;
    }

    Optional<SignedOrder> nextHold() {
        return witness.nextHold();
    }

    /** True if the connection to the server is lost, so that it takes {@link #come} to go on. */
    boolean isLost() {
        return witness.isGone();
    }

    /** Orders, and writes down how that ends. */
    void order(Supplier<Payment> call) {
        try {
            record.add(new Seen.Decided(call.get()));
        } catch (OrderRejectedException e) {
            e.payment().ifPresent(payment -> record.add(new Seen.Decided(payment)));
        } catch (OutcomeUnknownException e) {
            record.add(new Seen.Unknown(e.order().orElseThrow().order().ref()));
        } catch (MicropayException e) {
            // The order has not left, as every payment promises of all other exceptions.
        }
    }

    /** Takes a part of a hold, or all, or nothing of it. */
    void end(SignedOrder hold, long amount) {
        try {
            record.add(new Seen.Ended(amount == 0 ? endpoint.release(hold) : endpoint.capture(hold, amount)));
        } catch (ConnectionException e) {
            // It is found out at last.
        } catch (MicropayException e) {
            // Refused.
        }
    }

    void settle() {
        new Homecoming(endpoint, record, seen()).settle(outbox);
    }

    void conclude() {
        new Homecoming(endpoint, record, seen()).conclude();
    }

    List<Seen> seen() {
        return ClientRecord.read(file);
    }

    @Override
    public void close() {
        leave();
        outbox.close();
        record.close();
    }
}
