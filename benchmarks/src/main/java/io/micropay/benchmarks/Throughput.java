package io.micropay.benchmarks;

import io.micropay.keys.KeyMaterial;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * Settled orders a second: bare RSA, bare SQLite, the settlement loop in one process, and over TLS. What is compared is
 * measured in turns, so that whatever else this machine does meanwhile hits all of it.
 */
final class Throughput {
    private static final int BATCH = 32;
    private static final int PER_COMMIT = 1024;

    private final Plan plan;
    private final List<Member> members;
    private final KeyMaterial serverKey;
    private final PreparedOrders single;
    private final PreparedOrders batched;
    private final SettlementLoop loop;
    private final VerifyLoop bareVerify = new VerifyLoop();

    /** Makes keys and signs orders, which takes its time. */
    Throughput(Plan plan) throws GeneralSecurityException {
        this.plan = plan;
        this.members = Member.generateAll(plan.members());
        this.serverKey = Ledgers.serverKey(plan.directory());
        this.single = PreparedOrders.sign(members, serverKey.keyId(), plan.ordersOfEach(), 1);
        this.batched = PreparedOrders.sign(members, serverKey.keyId(), plan.ordersOfEach(), BATCH);
        this.loop = new SettlementLoop(serverKey, members, plan.directory());
    }

    /** The limits and the loop in this process. */
    Report settlement() throws Exception {
        RateSeries verify = RateSeries.ofVerify();
        RateSeries verifyAll = RateSeries.of("bare RSA-2048 PSS verify, all processors");
        RateSeries sqlite = RateSeries.ofSqlite();
        RateSeries each = RateSeries.ofSettlement();
        RateSeries batch = RateSeries.of("settlement in process, 32 orders per signature");
        int processors = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < plan.allRounds(); i++) {
            verify.add(bareVerify.run(1, plan.allOrders() / processors));
            verifyAll.add(bareVerify.run(processors, plan.allOrders() / processors));
            sqlite.add(bareSqlite());
            each.add(loop.settle(single));
            batch.add(loop.settle(batched));
        }
        Series least = Series.sum("one bare verify and one bare transfer, CPU", verifyAll.cpu(), sqlite.cpu());
        return Report.of(
                "Settlement in one process",
                plan,
                List.of(verify, verifyAll, sqlite, each, batch),
                Series.ratio(
                        "one signature each / bare verify on all processors", each.perSecond(), verifyAll.perSecond()),
                Series.ratio("one signature each / bare SQLite", each.perSecond(), sqlite.perSecond()),
                Series.ratio("32 per signature / bare SQLite", batch.perSecond(), sqlite.perSecond()),
                Series.ratio("CPU of one signature each / (bare verify + transfer)", each.cpu(), least),
                Series.ratio("CPU of 32 per signature / bare transfer", batch.cpu(), sqlite.cpu()));
    }

    /** Audits of what was settled, on one thread. */
    Report audit() throws Exception {
        RateSeries verify = RateSeries.ofVerify();
        RateSeries each = RateSeries.of("audit, entries with one signature each");
        RateSeries batch = RateSeries.of("P11: audit, entries with 32 orders per signature (target 50,000)");
        for (int i = 0; i < plan.allRounds(); i++) {
            verify.add(bareVerify.run(1, plan.allOrders()));
            each.add(loop.audit(single));
            batch.add(loop.audit(batched));
        }
        return Report.of(
                "Audit of a ledger in a file, on one thread",
                plan,
                List.of(verify, each, batch),
                Series.ratio("one signature each / bare verify", each.perSecond(), verify.perSecond()));
    }

    /** A server process under a load from this one, beside the loop in this process. */
    Report tls() throws Exception {
        RateSeries verify = RateSeries.ofVerify();
        RateSeries sqlite = RateSeries.ofSqlite();
        RateSeries inProcess = RateSeries.ofSettlement();
        RateSeries each = RateSeries.of("P1: over TLS, one signature and one message each");
        RateSeries batch = RateSeries.of("P2: over TLS, 32 orders per signature and message");
        try (ServerProcess server = new ServerProcess(plan.directory())) {
            TlsLoad load = new TlsLoad(server, serverKey.keyId(), members);
            for (int i = 0; i < plan.allRounds(); i++) {
                verify.add(bareVerify.run(1, plan.allOrders()));
                sqlite.add(bareSqlite());
                inProcess.add(loop.settle(single));
                each.add(load.settle(single, 1));
                batch.add(load.settle(batched, BATCH));
            }
        }
        Series least = Series.sum("one bare verify and one bare transfer, CPU", verify.cpu(), sqlite.cpu());
        return Report.of(
                "Settlement over TLS, server and load in two processes; CPU is the server's",
                plan,
                List.of(verify, sqlite, inProcess, each, batch),
                Series.ratio("P1 / settlement in process (target 0.75)", each.perSecond(), inProcess.perSecond()),
                Series.ratio("P2 / bare SQLite (target 0.5)", batch.perSecond(), sqlite.perSecond()),
                Series.ratio("CPU of P1 / (bare verify + transfer)", each.cpu(), least),
                Series.ratio("CPU of P2 / bare transfer", batch.cpu(), sqlite.cpu()));
    }

    /** A server of this build and one of another, in turns: what a change was worth. */
    Report compare(Path otherJar) throws Exception {
        RateSeries each = RateSeries.of("P1 of this build");
        RateSeries otherEach = RateSeries.of("P1 of the other build");
        RateSeries batch = RateSeries.of("P2 of this build");
        RateSeries otherBatch = RateSeries.of("P2 of the other build");
        try (ServerProcess server = new ServerProcess(plan.directory());
                ServerProcess other = new ServerProcess(plan.directory(), otherJar.toString())) {
            TlsLoad load = new TlsLoad(server, serverKey.keyId(), members);
            TlsLoad otherLoad = new TlsLoad(other, serverKey.keyId(), members);
            for (int i = 0; i < plan.allRounds(); i++) {
                each.add(load.settle(single, 1));
                otherEach.add(otherLoad.settle(single, 1));
                batch.add(load.settle(batched, BATCH));
                otherBatch.add(otherLoad.settle(batched, BATCH));
            }
        }
        return Report.of(
                "This build / " + otherJar + "; CPU is the servers'",
                plan,
                List.of(each, otherEach, batch, otherBatch),
                Series.ratio("P1, rate", each.perSecond(), otherEach.perSecond()),
                Series.ratio("P1, CPU", each.cpu(), otherEach.cpu()),
                Series.ratio("P2, rate", batch.perSecond(), otherBatch.perSecond()),
                Series.ratio("P2, CPU", batch.cpu(), otherBatch.cpu()));
    }

    private Rate bareSqlite() throws Exception {
        Path file = Ledgers.fresh(plan.directory(), "bare");
        try (SqliteLoop transfers = new SqliteLoop(file, plan.members())) {
            return transfers.run(plan.allOrders(), PER_COMMIT);
        } finally {
            Ledgers.delete(file);
        }
    }
}
