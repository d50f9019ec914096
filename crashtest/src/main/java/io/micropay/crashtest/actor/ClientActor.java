package io.micropay.crashtest.actor;

import io.micropay.crashtest.record.ClientRecord;
import io.micropay.error.MicropayException;
import io.micropay.model.AccountId;
import io.micropay.outbox.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A client that pays and is paid until it dies, or its input ends. Comes back by itself when the server does. */
public final class ClientActor {
    private static final int THREADS = 3;
    private static final long RETRY_MILLIS = 50;

    private final Ground ground;
    private final int port;
    private final AccountId account;
    private final List<AccountId> others;
    private final Random random;
    private boolean isReady;

    private ClientActor(Ground ground, int port, AccountId account, List<AccountId> others, long seed) {
        this.ground = ground;
        this.port = port;
        this.account = account;
        this.others = others;
        this.random = new Random(seed);
    }

    /** Arguments: directory, port, kill, account, number of accounts, seed. */
    public static void main(String[] arguments) throws InterruptedException {
        AccountId account = new AccountId(arguments[3]);
        List<AccountId> others = Ground.accounts(Integer.parseInt(arguments[4])).stream()
                .filter(other -> !other.equals(account))
                .toList();
        ClientActor actor = new ClientActor(
                new Ground(Path.of(arguments[0])),
                Integer.parseInt(arguments[1]),
                account,
                others,
                Long.parseLong(arguments[5]));
        endWithInput();
        actor.live(KillSwitch.of(arguments[2]));
    }

    private static void endWithInput() {
        Thread watcher = new Thread(() -> {
            try {
                Signals.awaitEndOfInput();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Runtime.getRuntime().halt(0);
        });
        watcher.setDaemon(true);
        watcher.start();
    }

    private void live(KillSwitch killSwitch) throws InterruptedException {
        try (ClientRecord record = ground.record(account);
                Outbox files = ground.outbox(account);
                HookedOutbox outbox = new HookedOutbox(files, record, killSwitch)) {
            Instruments instruments = new Instruments(record, killSwitch);
            while (!Thread.currentThread().isInterrupted()) {
                try (Session session = Session.open(ground, account, port, outbox, instruments)) {
                    if (!isReady) {
                        isReady = true;
                        Signals.ready(session.endpoint().port());
                    }
                    work(session);
                } catch (MicropayException e) {
                    TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
                }
            }
        }
    }

    private void work(Session session) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(new Workload(session, others, new Random(random.nextLong())), "work-" + i);
            threads.add(thread);
            thread.start();
        }
        session.witness().awaitEnd();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
