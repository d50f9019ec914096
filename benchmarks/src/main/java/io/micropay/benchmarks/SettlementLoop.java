package io.micropay.benchmarks;

import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.LedgerWriter;
import io.micropay.internal.ledger.Settlement;
import io.micropay.internal.message.Statements;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.SignedOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
        Path file = Ledgers.fresh(directory, "in-process");
        try (SqliteAccountStore store = SqliteAccountStore.open(file)) {
            LedgerWriter ledger = LedgerWriter.open(store, serverKey, Ledgers.OPENING_BALANCE, Clock.systemUTC());
            try (Settlement settlement = Settlement.start(ledger)) {
                register(settlement);
                List<CompletableFuture<Answer>> answers = Collections.synchronizedList(new ArrayList<>());
                int count = orders.ofPayer(0).size() * members.size();
                Rate rate = Rate.of(count, () -> {
                    settle(settlement, orders, answers);
                    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                            .join();
                });
                answers.forEach(answer -> requireSettled(answer.join()));
                return rate;
            }
        } finally {
            Ledgers.delete(file);
        }
    }

    private void register(Settlement settlement) {
        members.stream()
                .map(member -> settlement.submit(new Command.Register(member.id(), member.accountKeys())))
                .toList()
                .forEach(CompletableFuture::join);
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
                            answers.add(settlement.submit(
                                    new Command.Settle(order, Sha256.digest(order.statement()), true)));
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
