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
        Series verify = new Series("bare RSA-2048 PSS verify, one thread", "/s");
        Series verifyCpu = cpu();
        Series verifyAll = new Series("bare RSA-2048 PSS verify, all processors", "/s");
        Series verifyAllCpu = cpu();
        Series sqlite = new Series("bare SQLite transfers, FULL, 1,024 per commit", "/s");
        Series sqliteCpu = cpu();
        Series each = new Series("settlement in process, one signature each", "/s");
        Series eachCpu = cpu();
        Series batch = new Series("settlement in process, 32 orders per signature", "/s");
        Series batchCpu = cpu();
        int processors = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < plan.allRounds(); i++) {
            bareVerify.run(1, plan.allOrders() / processors).addTo(verify, verifyCpu);
            bareVerify.run(processors, plan.allOrders() / processors).addTo(verifyAll, verifyAllCpu);
            bareSqlite().addTo(sqlite, sqliteCpu);
            loop.settle(single).addTo(each, eachCpu);
            loop.settle(batched).addTo(batch, batchCpu);
        }
        Series least = Series.sum("one bare verify and one bare transfer, CPU", verifyAllCpu, sqliteCpu);
        return Report.of(
                "Settlement in one process",
                plan,
                verify,
                verifyCpu,
                verifyAll,
                verifyAllCpu,
                sqlite,
                sqliteCpu,
                each,
                eachCpu,
                batch,
                batchCpu,
                Series.ratio("one signature each / bare verify on all processors", each, verifyAll),
                Series.ratio("one signature each / bare SQLite", each, sqlite),
                Series.ratio("32 per signature / bare SQLite", batch, sqlite),
                Series.ratio("CPU of one signature each / (bare verify + transfer)", eachCpu, least),
                Series.ratio("CPU of 32 per signature / bare transfer", batchCpu, sqliteCpu));
    }

    /** A server process under a load from this one, beside the loop in this process. */
    Report tls() throws Exception {
        Series verify = new Series("bare RSA-2048 PSS verify, one thread", "/s");
        Series verifyCpu = cpu();
        Series sqlite = new Series("bare SQLite transfers, FULL, 1,024 per commit", "/s");
        Series sqliteCpu = cpu();
        Series inProcess = new Series("settlement in process, one signature each", "/s");
        Series inProcessCpu = cpu();
        Series each = new Series("P1: over TLS, one signature and one message each", "/s");
        Series eachCpu = cpu();
        Series batch = new Series("P2: over TLS, 32 orders per signature and message", "/s");
        Series batchCpu = cpu();
        try (ServerProcess server = new ServerProcess(plan.directory())) {
            TlsLoad load = new TlsLoad(server, serverKey.keyId(), members);
            for (int i = 0; i < plan.allRounds(); i++) {
                bareVerify.run(1, plan.allOrders()).addTo(verify, verifyCpu);
                bareSqlite().addTo(sqlite, sqliteCpu);
                loop.settle(single).addTo(inProcess, inProcessCpu);
                load.settle(single, 1).addTo(each, eachCpu);
                load.settle(batched, BATCH).addTo(batch, batchCpu);
            }
        }
        Series least = Series.sum("one bare verify and one bare transfer, CPU", verifyCpu, sqliteCpu);
        return Report.of(
                "Settlement over TLS, server and load in two processes; CPU is the server's",
                plan,
                verify,
                verifyCpu,
                sqlite,
                sqliteCpu,
                inProcess,
                inProcessCpu,
                each,
                eachCpu,
                batch,
                batchCpu,
                Series.ratio("P1 / settlement in process (target 0.75)", each, inProcess),
                Series.ratio("P2 / bare SQLite (target 0.5)", batch, sqlite),
                Series.ratio("CPU of P1 / (bare verify + transfer)", eachCpu, least),
                Series.ratio("CPU of P2 / bare transfer", batchCpu, sqliteCpu));
    }

    /** A server of this build and one of another, in turns: what a change was worth. */
    Report compare(Path otherJar) throws Exception {
        Series each = new Series("P1 of this build", "/s");
        Series eachCpu = cpu();
        Series otherEach = new Series("P1 of the other build", "/s");
        Series otherEachCpu = cpu();
        Series batch = new Series("P2 of this build", "/s");
        Series batchCpu = cpu();
        Series otherBatch = new Series("P2 of the other build", "/s");
        Series otherBatchCpu = cpu();
        try (ServerProcess server = new ServerProcess(plan.directory());
                ServerProcess other = new ServerProcess(plan.directory(), otherJar.toString())) {
            TlsLoad load = new TlsLoad(server, serverKey.keyId(), members);
            TlsLoad otherLoad = new TlsLoad(other, serverKey.keyId(), members);
            for (int i = 0; i < plan.allRounds(); i++) {
                load.settle(single, 1).addTo(each, eachCpu);
                otherLoad.settle(single, 1).addTo(otherEach, otherEachCpu);
                load.settle(batched, BATCH).addTo(batch, batchCpu);
                otherLoad.settle(batched, BATCH).addTo(otherBatch, otherBatchCpu);
            }
        }
        return Report.of(
                "This build / " + otherJar + "; CPU is the servers'",
                plan,
                each,
                eachCpu,
                otherEach,
                otherEachCpu,
                batch,
                batchCpu,
                otherBatch,
                otherBatchCpu,
                Series.ratio("P1, rate", each, otherEach),
                Series.ratio("P1, CPU", eachCpu, otherEachCpu),
                Series.ratio("P2, rate", batch, otherBatch),
                Series.ratio("P2, CPU", batchCpu, otherBatchCpu));
    }

    private static Series cpu() {
        return new Series("    CPU each", "us");
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
