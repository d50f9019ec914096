package io.micropay.benchmarks;

import io.micropay.LedgerAudit;
import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.LedgerWriter;
import io.micropay.internal.ledger.Settlement;
import io.micropay.internal.message.Statements;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.Presence;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AuditReport;
import io.micropay.model.KeyId;
import io.micropay.model.SignedOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The limit of a server without a network: every signature verified, on all processors, then the rules, the SQLite store
 * and a receipt signature for each batch.
 */
final class SettlementLoop {
    private final KeyMaterial serverKey;
    private final List<Member> members;
    private final Path directory;

    SettlementLoop(KeyMaterial serverKey, List<Member> members, Path directory) {
        this.serverKey = serverKey;
        this.members = members;
        this.directory = directory;
    }

    /** Settles all the orders on a fresh ledger. */
    Rate settle(PreparedOrders orders) throws Exception {
        return onFreshLedger(store -> settle(store, orders));
    }

    /** Settles all the orders, and then audits the ledger, on one thread: how fast entries are verified. */
    Rate audit(PreparedOrders orders) throws Exception {
        return onFreshLedger(store -> {
            settle(store, orders);
            int entries = members.size() + orders.ofPayer(0).size() * members.size();
            return Rate.of(entries, () -> audit(store, entries));
        });
    }

    /** What is measured on a ledger. */
    private interface Measurement {
        Rate of(SqliteAccountStore store) throws Exception;
    }

    private Rate onFreshLedger(Measurement measurement) throws Exception {
        Path file = Ledgers.fresh(directory, "in-process");
        try (SqliteAccountStore store = SqliteAccountStore.open(file)) {
            return measurement.of(store);
        } finally {
            Ledgers.delete(file);
        }
    }

    private void audit(SqliteAccountStore store, int entries) throws InterruptedException {
        AuditReport report = LedgerAudit.builder(store, serverKey.certificate())
                .threads(1)
                .build()
                .run();
        if (report.entries() != entries) {
            throw new IllegalStateException(report.entries() + " entries audited, not " + entries);
        }
    }

    private Rate settle(SqliteAccountStore store, PreparedOrders orders) throws Exception {
        LedgerWriter ledger = LedgerWriter.open(store, serverKey, Ledgers.OPENING_BALANCE, Clock.systemUTC());
        List<CompletableFuture<Answer>> answers = Collections.synchronizedList(new ArrayList<>());
        try (Settlement settlement = Settlement.start(ledger)) {
            enter(settlement);
            int count = orders.ofPayer(0).size() * members.size();
            Rate rate = Rate.of(count, () -> {
                settle(settlement, orders, answers);
                CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                        .join();
            });
            answers.forEach(answer -> requireSettled(answer.join()));
            return rate;
        }
    }

    /** Everybody registers and logs in. */
    private void enter(Settlement settlement) {
        List<CompletableFuture<Answer>> entered = new ArrayList<>();
        for (Member member : members) {
            entered.add(settlement.submit(new Command.Register(member.id(), member.accountKeys())));
            entered.add(settlement.submit(
                    new Command.LogIn(member.credential(serverKey.keyId()), Presence.offline(member.id()))));
        }
        entered.forEach(CompletableFuture::join);
    }

    /** Each thread has its own members, and goes from one to the next of them after each order. */
    private void settle(Settlement settlement, PreparedOrders orders, List<CompletableFuture<Answer>> answers)
            throws Exception {
        BatchVerifier verifier = new BatchVerifier();
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), members.size());
        Stopwatch.together(IntStream.range(0, threads)
                .<Stopwatch.Work>mapToObj(thread -> () -> {
                    for (int i = 0; i < orders.ofPayer(0).size(); i++) {
                        for (int payer = thread; payer < members.size(); payer += threads) {
                            SignedOrder order = orders.ofPayer(payer).get(i);
                            verify(verifier, members.get(payer), order);
                            Optional<KeyId> granter =
                                    Optional.of(members.get(payer).accountKeys().id());
                            answers.add(settlement.submit(
                                    new Command.Settle(order, Sha256.digest(order.statement()), granter)));
                        }
                    }
                })
                .toList());
    }

    private static void verify(BatchVerifier verifier, Member payer, SignedOrder order) {
        if (!Statements.decodeOrder(order.statement()).equals(order.order())) {
            throw new IllegalStateException("an order is not what it says");
        }
        verifier.verify(SigningContext.ORDER, payer.sessionHandle(), order.statement(), order.signature());
    }

    private static void requireSettled(Answer answer) {
        if (!(answer instanceof Answer.Decided decided)
                || !decided.fresh()
                || !decided.receipt().outcome().isSettled()) {
            throw new IllegalStateException("an order was not settled: " + answer);
        }
    }
}
