package io.micropay.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.session.Credentials;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentOrder;
import io.micropay.model.Receipt;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The laws of the ledger, over any sequence of batches and over every store of ours. */
class LedgerProperties {
    private static final int ACCOUNTS = 6;
    private static final int ORDERS = 8;
    private static final long OPENING = 100;

    private final Commands commands = new Commands(TestKeys.one().keyId(), TestKeys.CLOCK.instant());

    /**
     * One command, drawn: registers, pays, replays (the same numbers again), collides (the same id, another amount),
     * forges or voids.
     */
    record Drawn(Kind kind, int payer, int payee, int order, long amount) {}

    enum Kind {
        REGISTER,
        PAY,
        FORGE,
        VOID,
        VOID_BY_ANOTHER
    }

    @Provide
    Arbitrary<List<List<Drawn>>> batches() {
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(2, Kind.REGISTER),
                Tuple.of(8, Kind.PAY),
                Tuple.of(1, Kind.FORGE),
                Tuple.of(1, Kind.VOID),
                Tuple.of(1, Kind.VOID_BY_ANOTHER));
        Arbitrary<Long> amount = Arbitraries.of(-1L, 0L, 1L, 30L, 99L, 100L, 101L, Long.MAX_VALUE);
        Arbitrary<Drawn> drawn = Combinators.combine(
                        kind,
                        Arbitraries.integers().between(0, ACCOUNTS - 1),
                        Arbitraries.integers().between(0, ACCOUNTS - 1),
                        Arbitraries.integers().between(1, ORDERS),
                        amount)
                .as(Drawn::new);
        return drawn.list().ofMinSize(1).ofMaxSize(12).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 150)
    void anyBatches_inMemory_keepTheLaws(@ForAll("batches") List<List<Drawn>> batches) {
        try (AccountStore store = InMemoryAccountStore.create()) {
            run(store, batches);
        }
    }

    @Property(tries = 25)
    void anyBatches_inSqlite_keepTheLaws(@ForAll("batches") List<List<Drawn>> batches) throws IOException {
        Path directory = Files.createTempDirectory("micropay-ledger");
        Path file = directory.resolve("ledger.db");
        try {
            LedgerModel model = new LedgerModel(OPENING);
            try (AccountStore store = SqliteAccountStore.open(file)) {
                model = run(store, batches);
            }
            try (AccountStore store = SqliteAccountStore.open(file)) {
                assertThat(balances(store)).containsExactlyInAnyOrderEntriesOf(withIssuance(model));
            }
        } finally {
            SqliteAccountStore.delete(file);
            Files.delete(directory);
        }
    }

    private LedgerModel run(AccountStore store, List<List<Drawn>> batches) {
        LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), OPENING, TestKeys.CLOCK);
        LedgerModel model = new LedgerModel(OPENING);
        Map<OrderRef, Receipt> receipts = new HashMap<>();
        for (List<Drawn> batch : batches) {
            List<StatusCode> expected =
                    batch.stream().map(drawn -> expect(model, drawn)).toList();
            List<Answer> answers =
                    writer.write(batch.stream().map(this::command).toList());
            assertThat(answers.stream().map(LedgerProperties::status)).isEqualTo(expected);
            for (int i = 0; i < answers.size(); i++) {
                checkReceipt(receipts, ref(batch.get(i)), answers.get(i));
            }
            assertThat(balances(store)).containsExactlyInAnyOrderEntriesOf(withIssuance(model));
            assertThat(balances(store).values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isZero();
        }
        checkJournal(store);
        return model;
    }

    private StatusCode expect(LedgerModel model, Drawn drawn) {
        PaymentOrder order = order(drawn);
        return switch (drawn.kind) {
            case REGISTER -> model.register(order.payer());
            case PAY -> model.settle(order, true);
            case FORGE -> model.settle(order, false);
            case VOID -> model.end(order, order.payer());
            case VOID_BY_ANOTHER -> model.end(order, order.payee());
        };
    }

    private Command command(Drawn drawn) {
        PaymentOrder order = order(drawn);
        return switch (drawn.kind) {
            case REGISTER -> Commands.register(order.payer());
            case PAY -> Commands.settle(order, true);
            case FORGE -> Commands.settle(order, false);
            case VOID -> Commands.voiding(order);
            case VOID_BY_ANOTHER -> Commands.voiding(order, order.payee());
        };
    }

    private PaymentOrder order(Drawn drawn) {
        return commands.order(
                Commands.id(drawn.order), Commands.spelling(drawn.payer), Commands.spelling(drawn.payee), drawn.amount);
    }

    private OrderRef ref(Drawn drawn) {
        PaymentOrder order = order(drawn);
        return drawn.kind == Kind.VOID_BY_ANOTHER ? new OrderRef(order.payee(), order.id()) : order.ref();
    }

    private static StatusCode status(Answer answer) {
        if (answer instanceof Answer.Decided decided) {
            return decided.receipt().outcome().status();
        }
        return answer instanceof Answer.Done done ? done.status() : ((Answer.Refused) answer).status();
    }

    /** Replays return the same receipt, and every receipt verifies with the server's certificate. */
    private static void checkReceipt(Map<OrderRef, Receipt> receipts, OrderRef ref, Answer answer) {
        if (answer instanceof Answer.Decided decided) {
            Receipt receipt = decided.receipt();
            Receipt first = receipts.putIfAbsent(ref, receipt);
            assertThat(decided.fresh()).isEqualTo(first == null);
            assertThat(first == null ? receipt : first).isEqualTo(receipt);
            new Credentials().verify(receipt, PublicKeyHandle.of(TestKeys.one().certificate()));
        }
    }

    /** The journal has no gaps, its movements add up to the balances, and each checkpoint names the one before. */
    private static void checkJournal(AccountStore store) {
        try (LedgerView view = store.view()) {
            List<JournalEntry> journal = view.journal(1, Integer.MAX_VALUE);
            assertThat(journal.stream().mapToLong(JournalEntry::sequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, journal.size()).boxed().toList());
            Map<AccountId, Long> sums = new HashMap<>();
            for (JournalEntry entry : journal) {
                sums.merge(entry.debit(), -entry.amount(), Long::sum);
                sums.merge(entry.credit(), entry.amount(), Long::sum);
            }
            sums.keySet().removeIf(account -> !balances(store).containsKey(account));
            assertThat(balances(store)).containsExactlyInAnyOrderEntriesOf(sums);
        }
    }

    private static Map<AccountId, Long> withIssuance(LedgerModel model) {
        Map<AccountId, Long> balances = new HashMap<>(model.balances);
        if (!balances.isEmpty()) {
            balances.put(AccountId.ISSUANCE, -OPENING * model.balances.size());
        }
        return balances;
    }

    private static Map<AccountId, Long> balances(AccountStore store) {
        Map<AccountId, Long> balances = new HashMap<>();
        try (LedgerView view = store.view()) {
            for (Account account : view.accounts(Optional.empty(), Integer.MAX_VALUE)) {
                balances.put(account.id(), account.balance());
            }
        }
        return balances;
    }

    @Property(tries = 30)
    void eachCheckpoint_namesTheOneBefore(@ForAll("batches") List<List<Drawn>> batches) {
        try (AccountStore store = InMemoryAccountStore.create()) {
            LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), OPENING, TestKeys.CLOCK);
            List<Digest> previous = new ArrayList<>(List.of(Digest.NONE));
            for (List<Drawn> batch : batches) {
                List<Answer> answers =
                        writer.write(batch.stream().map(this::command).toList());
                Digest head = head(store);
                for (Answer answer : answers) {
                    if (answer instanceof Answer.Decided decided && decided.fresh()) {
                        assertThat(decided.receipt().signature().previous())
                                .contains(previous.get(previous.size() - 1));
                        assertThat(new Credentials()
                                        .verify(
                                                decided.receipt(),
                                                PublicKeyHandle.of(
                                                        TestKeys.one().certificate())))
                                .isEqualTo(head);
                    }
                }
                previous.add(head);
            }
        }
    }

    private static Digest head(AccountStore store) {
        try (LedgerView view = store.view()) {
            return view.load(LedgerKeys.none())
                    .head()
                    .checkpoint()
                    .map(Checkpoint::digest)
                    .orElse(Digest.NONE);
        }
    }
}
