package io.micropay.benchmarks;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.Payment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;

/**
 * How long a payment takes from the call to the verified receipt, with nobody else paying, and how many a second one
 * payer makes with many under way. The server has a process of its own; payer and payee share this one.
 */
final class Latency {
    private static final int IN_FLIGHT = 256;
    private static final int MANY = 10;
    private static final long MAX_NANOS = 60_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Series median = new Series("P3: a lone payment, p50", "ms");
    private final Series tail = new Series("P3: a lone payment, p99", "ms");
    private final Series signing = new Series("one RSA-2048 PSS signature, p50", "ms");
    private final Series commit = new Series("one SQLite commit of a transfer, FULL, p50", "ms");
    private final Series bound = new Series("2 signatures + 1 commit + 1 ms", "ms");
    private final Series many = new Series("P4: payments with 256 under way", "/s");

    private final Plan plan;
    private final List<Member> members = Member.generateAll(2);

    Latency(Plan plan) {
        this.plan = plan;
    }

    Report measure() throws Exception {
        VerifyLoop signer = new VerifyLoop();
        Path file = Ledgers.fresh(plan.directory(), "bare");
        try (ServerProcess server = new ServerProcess(plan.directory());
                SqliteLoop sqlite = new SqliteLoop(file, 2)) {
            int port = server.begin();
            try (MicropayClient payer = connect(0, port);
                    MicropayClient payee = connect(1, port)) {
                PeerEndpoint endpoint = logIn(payer, 0);
                logIn(payee, 1);
                for (int i = 0; i < plan.allRounds(); i++) {
                    measure(endpoint, signer, sqlite);
                }
            }
        } finally {
            Ledgers.delete(file);
        }
        return Report.of(
                "Latency, server in another process, payer and payee in this one",
                plan,
                median,
                tail,
                signing,
                commit,
                bound,
                Series.ratio("p50 / (2 signatures + 1 commit + 1 ms) (target 1)", median, bound),
                Series.ratio("p99 / p50 (target 3)", tail, median),
                many);
    }

    private MicropayClient connect(int member, int port) {
        KeyId server = Ledgers.serverKey(plan.directory()).keyId();
        return MicropayClient.builder("127.0.0.1", port, ServerTrust.pinned(new Fingerprint(server)))
                .sessionKeys(members.get(member).sessionKey())
                .connect();
    }

    private PeerEndpoint logIn(MicropayClient client, int member) {
        AccountId account = members.get(member).id();
        Wallet wallet =
                new Wallet(members.get(member).accountKey(), members.get(member).accountKey());
        client.register(account, wallet);
        return client.login(account, wallet);
    }

    private void measure(PeerEndpoint endpoint, VerifyLoop signer, SqliteLoop sqlite) throws Exception {
        AccountId payee = members.get(1).id();
        Histogram payments = new Histogram(MAX_NANOS, 3);
        Histogram signatures = new Histogram(MAX_NANOS, 3);
        Histogram commits = new Histogram(MAX_NANOS, 3);
        for (int i = 0; i < plan.payments(); i++) {
            record(payments, () -> endpoint.pay(payee, 1));
            record(signatures, signer::sign);
            record(commits, () -> sqlite.run(1, 1));
        }
        median.add(millis(payments, 50));
        tail.add(millis(payments, 99));
        signing.add(millis(signatures, 50));
        commit.add(millis(commits, 50));
        bound.add(2 * millis(signatures, 50) + millis(commits, 50) + 1);
        many.add(manyAtOnce(endpoint, payee));
    }

    private static void record(Histogram histogram, Stopwatch.Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        histogram.recordValue(System.nanoTime() - start);
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    private double manyAtOnce(PeerEndpoint endpoint, AccountId payee) throws Exception {
        int count = plan.payments() * MANY;
        Semaphore free = new Semaphore(IN_FLIGHT);
        List<CompletableFuture<Payment>> payments = new ArrayList<>();
        double seconds = Stopwatch.seconds(() -> {
            for (int i = 0; i < count; i++) {
                free.acquire();
                payments.add(endpoint.payAsync(payee, 1).whenComplete((payment, failure) -> free.release()));
            }
            CompletableFuture.allOf(payments.toArray(CompletableFuture[]::new)).join();
        });
        return count / seconds;
    }
}
