package io.micropay.crashtest.run;

import io.micropay.crashtest.actor.Ground;
import io.micropay.crashtest.check.Findings;
import io.micropay.crashtest.check.Reconciliation;
import io.micropay.crashtest.plan.Kill;
import io.micropay.crashtest.plan.KillPlan;
import io.micropay.crashtest.record.ClientRecord;
import io.micropay.crashtest.record.Seen;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One run: processes that are killed as planned, then brought back for good, asked for what they know, and checked. */
public final class Campaign {
    private static final long PATIENCE_MILLIS = 300_000;
    private static final long PROGRESS_MILLIS = 5_000;
    private static final String SERVER = "server";

    private final CampaignSettings settings;
    private final PrintStream out;
    private final Ground ground;
    private final List<AccountId> accounts;
    private final Town town;
    private final Tally tally = new Tally();
    private final AtomicBoolean isFailed = new AtomicBoolean();

    /** Prepares a run; reports its progress to a stream. */
    public Campaign(CampaignSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.ground = new Ground(settings.directory());
        this.accounts = Ground.accounts(settings.clients());
        this.town = new Town(ground, settings.clients(), settings.seed());
    }

    /** Runs; the summary has the findings. */
    public Summary run() throws InterruptedException {
        long start = System.nanoTime();
        ground.prepare(accounts);
        out.println("seed " + settings.seed() + ": " + settings.kills() + " kills of a server and " + settings.clients()
                + " clients, in " + settings.directory());
        Findings findings = new Findings();
        open(findings);
        wreck();
        if (isFailed.get()) {
            findings.add("a process ended in another way than planned, see the .err files");
        }
        settle(findings);
        Map<AccountId, List<Seen>> records = records();
        Counts counts = Counts.of(records);
        if (counts.settled() < settings.kills()) {
            findings.add("only " + counts.settled() + " orders settled, which proves little");
        }
        try (AccountStore store = SqliteAccountStore.open(ground.ledger())) {
            var server = ground.serverKeys().certificate();
            Reconciliation.of(store, server, records).all().forEach(findings::add);
            new Expiry(store, ground.serverKeys()).run(findings);
            Reconciliation.ofLedger(store, server).all().forEach(findings::add);
        }
        return new Summary(
                settings.seed(),
                tally.total(),
                tally.of(SERVER),
                tally.byKind(),
                counts,
                Duration.ofNanos(System.nanoTime() - start),
                findings.all());
    }

    /** Opens the accounts, in good order, which also teaches the JVM to start faster. */
    private void open(Findings findings) throws InterruptedException {
        withServer(findings, () -> {
            settle(accounts.subList(0, 1), false, findings);
            settle(accounts.subList(1, accounts.size()), false, findings);
        });
    }

    /** What to do while a server runs that nobody kills. */
    private interface Work {
        void run() throws InterruptedException;
    }

    private void withServer(Findings findings, Work work) throws InterruptedException {
        ActorProcess server = town.server(Kill.NONE);
        try {
            if (!server.awaitReady(PATIENCE_MILLIS)) {
                findings.add("the server does not start");
            }
            work.run();
            if (!server.stop(PATIENCE_MILLIS)) {
                findings.add("the server does not stop");
            }
        } finally {
            server.kill();
        }
    }

    /** Kills as planned, all processes at once, and at the end those that are left. */
    private void wreck() throws InterruptedException {
        KillPlan plan = KillPlan.of(settings.seed(), settings.kills(), settings.clients());
        List<Lives> all = new ArrayList<>();
        all.add(new Lives(SERVER, plan.server(), town::server, tally, isFailed));
        for (int i = 0; i < accounts.size(); i++) {
            AccountId account = accounts.get(i);
            List<Kill> kills = plan.clients().get(i);
            all.add(new Lives(account.name(), kills, kill -> town.client(account, kill), tally, isFailed));
        }
        List<Thread> threads = new ArrayList<>();
        try {
            for (Lives lives : all) {
                Thread thread = new Thread(lives, "lives");
                thread.setDaemon(true);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                while (thread.isAlive()) {
                    thread.join(PROGRESS_MILLIS);
                    out.println("  " + tally.total() + " kills, of them " + tally.of(SERVER) + " of the server");
                }
            }
        } finally {
            for (Lives lives : all) {
                kill(lives.current());
            }
        }
    }

    private static void kill(@Nullable ActorProcess process) throws InterruptedException {
        if (process != null) {
            process.kill();
        }
    }

    /** Brings everybody back: first each finds its orders' ends and gives up its holds, then each asks what it has. */
    private void settle(Findings findings) throws InterruptedException {
        out.println("all back for good");
        withServer(findings, () -> {
            settle(accounts, false, findings);
            settle(accounts, true, findings);
        });
    }

    private void settle(List<AccountId> some, boolean isLast, Findings findings) throws InterruptedException {
        Map<AccountId, ActorProcess> clients = new LinkedHashMap<>();
        some.forEach(account -> clients.put(account, town.settling(account, isLast)));
        try {
            for (Map.Entry<AccountId, ActorProcess> client : clients.entrySet()) {
                if (!client.getValue().awaitEnd(PATIENCE_MILLIS)
                        || client.getValue().exitCode() != 0) {
                    findings.add(client.getKey() + " could not find out how everything ended, see its .err file");
                }
            }
        } finally {
            for (ActorProcess client : clients.values()) {
                client.kill();
            }
        }
    }

    private Map<AccountId, List<Seen>> records() {
        Map<AccountId, List<Seen>> records = new LinkedHashMap<>();
        for (AccountId account : accounts) {
            Path file = ground.recordFile(account);
            records.put(account, ClientRecord.read(file));
        }
        return records;
    }
}
