package io.micropay.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MovableClock;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.OperatorAct;
import io.micropay.internal.session.Credentials;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.Receipt;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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

    /** The server's time, which each batch that is drawn may move; every run begins at the same one. */
    private MovableClock clock = new MovableClock(TestKeys.CLOCK.instant());

    /**
     * One command, drawn: registers, pays, replays (the same numbers again), collides (the same id, another amount),
     * forges, voids, holds, captures, expires, acts as the operator, or has the server keep an account's key: opens such an
     * account, pays from it, and binds it to a key of its own. It asks for a payment, pays what was asked for, and gives back.
     */
    record Drawn(Kind kind, int payer, int payee, int order, long amount) {}

    enum Kind {
        REGISTER,
        PAY,
        FORGE,
        VOID,
        VOID_BY_ANOTHER,
        HOLD,
        CAPTURE,
        EXPIRE,
        ISSUE,
        FREEZE,
        UNFREEZE,
        CLOSE,
        HOST,
        PAY_AS_HOST,
        BIND,
        REQUEST,
        PAY_REQUEST,
        REFUND
    }

    /** A batch, and how long after the one before it is written. */
    record Draws(int minutes, List<Drawn> commands) {}

    @Provide
    Arbitrary<List<Draws>> batches() {
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(6, Kind.REGISTER),
                Tuple.of(20, Kind.PAY),
                Tuple.of(2, Kind.FORGE),
                Tuple.of(2, Kind.VOID),
                Tuple.of(2, Kind.VOID_BY_ANOTHER),
                Tuple.of(12, Kind.HOLD),
                Tuple.of(12, Kind.CAPTURE),
                Tuple.of(4, Kind.EXPIRE),
                Tuple.of(3, Kind.ISSUE),
                Tuple.of(1, Kind.FREEZE),
                Tuple.of(1, Kind.UNFREEZE),
                Tuple.of(1, Kind.CLOSE),
                Tuple.of(4, Kind.HOST),
                Tuple.of(8, Kind.PAY_AS_HOST),
                Tuple.of(2, Kind.BIND),
                Tuple.of(12, Kind.REQUEST),
                Tuple.of(16, Kind.PAY_REQUEST),
                Tuple.of(16, Kind.REFUND));
        Arbitrary<Long> amount = Arbitraries.of(-1L, 0L, 1L, 30L, 99L, 100L, 101L, Long.MAX_VALUE);
        return batches(drawn(kind, Arbitraries.integers().between(0, ACCOUNTS - 1), ORDERS, amount));
    }

    /** Three accounts that there are from the beginning, and nothing but payments, requests and refunds between them. */
    @Provide
    Arbitrary<List<Draws>> claims() {
        Arbitrary<Kind> kind = Arbitraries.frequency(
                Tuple.of(4, Kind.PAY),
                Tuple.of(2, Kind.HOLD),
                Tuple.of(2, Kind.CAPTURE),
                Tuple.of(3, Kind.REQUEST),
                Tuple.of(4, Kind.PAY_REQUEST),
                Tuple.of(6, Kind.REFUND));
        Draws opening = new Draws(
                0,
                IntStream.of(0, 2, 4)
                        .mapToObj(account -> new Drawn(Kind.REGISTER, account, account, 1, 1))
                        .toList());
        Arbitrary<Drawn> drawn = drawn(kind, Arbitraries.of(0, 2, 4), 8 * ORDERS, Arbitraries.of(1L, 2L, 30L))
                .map(LedgerProperties::withFewPayments);
        return batches(drawn)
                .map(rest -> Stream.concat(Stream.of(opening), rest.stream()).toList());
    }

    /** Few, so that many are refunded; what refunds them, or pays requests, has an id of its own. */
    private static Drawn withFewPayments(Drawn drawn) {
        boolean isClaim = drawn.kind == Kind.PAY_REQUEST || drawn.kind == Kind.REFUND;
        int order = isClaim ? drawn.order + ORDERS : drawn.order % ORDERS + 1;
        return new Drawn(drawn.kind, drawn.payer, drawn.payee, order, drawn.amount);
    }

    private static Arbitrary<Drawn> drawn(
            Arbitrary<Kind> kind, Arbitrary<Integer> account, int orders, Arbitrary<Long> amount) {
        return Combinators.combine(
                        kind, account, account, Arbitraries.integers().between(1, orders), amount)
                .as(Drawn::new);
    }

    private static Arbitrary<List<Draws>> batches(Arbitrary<Drawn> drawn) {
        Arbitrary<List<Drawn>> commands = drawn.list().ofMinSize(1).ofMaxSize(16);
        // A hold lasts three minutes; an order is valid for two, and a request for half of one. Clocks step back, too.
        return Combinators.combine(Arbitraries.of(0, 0, 0, 1, 2, -1), commands)
                .as(Draws::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property(tries = 150)
    void anyBatches_inMemory_keepTheLaws(@ForAll("batches") List<Draws> batches) {
        try (AccountStore store = InMemoryAccountStore.create()) {
            run(store, batches);
        }
    }

    @Property(tries = 150)
    void anyClaims_keepTheLaws(@ForAll("claims") List<Draws> batches) {
        try (AccountStore store = InMemoryAccountStore.create()) {
            run(store, batches);
        }
    }

    @Property(tries = 25)
    void anyBatches_inSqlite_keepTheLaws(@ForAll("batches") List<Draws> batches) throws IOException {
        Path directory = Files.createTempDirectory("micropay-ledger");
        Path file = directory.resolve("ledger.db");
        try {
            LedgerModel model = new LedgerModel(OPENING);
            try (AccountStore store = SqliteAccountStore.open(file)) {
                model = run(store, batches);
            }
            try (AccountStore store = SqliteAccountStore.open(file)) {
                checkAccounts(store, model);
                checkJournal(store);
            }
        } finally {
            SqliteAccountStore.delete(file);
            Files.delete(directory);
        }
    }

    private LedgerModel run(AccountStore store, List<Draws> batches) {
        clock = new MovableClock(TestKeys.CLOCK.instant());
        LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), OPENING, clock);
        LedgerModel model = new LedgerModel(OPENING);
        Map<Object, Receipt> receipts = new HashMap<>();
        for (Draws batch : batches) {
            clock.move(Duration.ofMinutes(batch.minutes));
            List<StatusCode> expected =
                    batch.commands.stream().map(drawn -> expect(model, drawn)).toList();
            List<Answer> answers =
                    writer.write(batch.commands.stream().map(this::command).toList());
            assertThat(answers.stream().map(LedgerProperties::status)).isEqualTo(expected);
            for (int i = 0; i < answers.size(); i++) {
                checkReceipt(receipts, subject(batch.commands.get(i)), answers.get(i));
            }
            checkAccounts(store, model);
        }
        checkJournal(store);
        checkClaims(store);
        return model;
    }

    private StatusCode expect(LedgerModel model, Drawn drawn) {
        PaymentOrder order = order(drawn);
        return switch (drawn.kind) {
            case REGISTER -> model.register(order.payer());
            case HOST -> model.host(order.payer());
            case BIND -> model.bind(order.payer());
            case PAY, HOLD, PAY_REQUEST, REFUND -> model.settle(order, LedgerModel.Signer.OWNER, clock.instant());
            case REQUEST -> model.make(request(drawn), clock.instant());
            case PAY_AS_HOST -> model.settle(order, LedgerModel.Signer.HOST, clock.instant());
            case FORGE -> model.settle(order, LedgerModel.Signer.NOBODY, clock.instant());
            case VOID -> model.end(order, order.payer());
            case VOID_BY_ANOTHER -> model.end(order, order.payee());
            case CAPTURE -> model.capture(order, drawn.amount / 3, clock.instant());
            case EXPIRE -> model.expire(order, clock.instant());
            case ISSUE, FREEZE, UNFREEZE, CLOSE -> model.act(act(drawn).act());
        };
    }

    private Command command(Drawn drawn) {
        PaymentOrder order = order(drawn);
        return switch (drawn.kind) {
            case REGISTER -> Commands.register(order.payer());
            case HOST -> commands.host(order.payer());
            case BIND -> Commands.bind(order.payer());
            case PAY, HOLD, PAY_REQUEST, REFUND -> Commands.settle(order, true);
            case REQUEST -> Commands.make(request(drawn));
            case PAY_AS_HOST ->
                Commands.settle(order, Optional.of(TestKeys.one().keyId()));
            case FORGE -> Commands.settle(order, false);
            case VOID -> Commands.voiding(order);
            case VOID_BY_ANOTHER -> Commands.voiding(order, order.payee());
            case CAPTURE -> Commands.capture(order, drawn.amount / 3);
            case EXPIRE -> new Command.ExpireHold(order.ref(), order.payee());
            case ISSUE, FREEZE, UNFREEZE, CLOSE -> act(drawn);
        };
    }

    private static Command.Act act(Drawn drawn) {
        OperatorAct.Kind kind = OperatorAct.Kind.valueOf(drawn.kind.name());
        long amount = drawn.kind == Kind.ISSUE ? drawn.amount : 0;
        return Commands.act(Commands.id(drawn.order), kind, Commands.spelling(drawn.payer), amount);
    }

    /** Of few requests, so that many orders are for one. */
    private PaymentRequest request(Drawn drawn) {
        return commands.request(drawn.order % 2, requester(drawn), requested(drawn), Duration.ofSeconds(30));
    }

    private static AccountId requester(Drawn drawn) {
        return Commands.spelling(drawn.payee / 2 * 2);
    }

    private static long requested(Drawn drawn) {
        return Math.floorMod(drawn.amount, 3);
    }

    private PaymentOrder order(Drawn drawn) {
        OrderId id = Commands.id(drawn.order);
        if (drawn.kind == Kind.PAY_REQUEST) {
            Purpose purpose = new Purpose.Requested(Commands.requestId(drawn.order % 2));
            return commands.order(id, Commands.spelling(drawn.payer), requester(drawn), requested(drawn), purpose);
        }
        if (drawn.kind == Kind.REFUND) {
            Purpose purpose = new Purpose.Refund(Commands.id(drawn.order % ORDERS + 1));
            return commands.order(
                    id, Commands.spelling(drawn.payer), Commands.spelling(drawn.payee), drawn.amount, purpose);
        }
        AccountId payer = Commands.spelling(drawn.payer);
        AccountId payee = Commands.spelling(drawn.payee);
        boolean holds = drawn.kind == Kind.HOLD || drawn.kind == Kind.CAPTURE || drawn.kind == Kind.EXPIRE;
        return holds
                ? commands.hold(id, payer, payee, drawn.amount, Duration.ofMinutes(3))
                : commands.order(id, payer, payee, drawn.amount);
    }

    /** What a receipt is about: the order, or the end of its hold. */
    private Object subject(Drawn drawn) {
        PaymentOrder order = order(drawn);
        return switch (drawn.kind) {
            case VOID_BY_ANOTHER -> new OrderRef(order.payee(), order.id());
            case CAPTURE, EXPIRE -> List.of(order.ref());
            default -> order.ref();
        };
    }

    private static StatusCode status(Answer answer) {
        if (answer instanceof Answer.Decided decided) {
            return decided.receipt().outcome().status();
        }
        return answer instanceof Answer.Done done ? done.status() : ((Answer.Refused) answer).status();
    }

    /** Replays return the same receipt, and every receipt verifies with the server's certificate. */
    private static void checkReceipt(Map<Object, Receipt> receipts, Object subject, Answer answer) {
        if (answer instanceof Answer.Decided decided) {
            Receipt receipt = decided.receipt();
            Receipt first = receipts.putIfAbsent(subject, receipt);
            assertThat(decided.fresh()).isEqualTo(first == null);
            assertThat(first == null ? receipt : first).isEqualTo(receipt);
            new Credentials().verify(receipt, PublicKeyHandle.of(TestKeys.one().certificate()));
        }
    }

    /** Every account is as the model says; together they have nothing, since what one has another owes. */
    private static void checkAccounts(AccountStore store, LedgerModel model) {
        Map<AccountId, Account> accounts = accounts(store);
        long sum = 0;
        for (Account account : accounts.values()) {
            sum += account.balance();
            LedgerModel.Holding expected = model.accounts.get(account.id());
            if (expected == null) {
                assertThat(account.id()).isEqualTo(AccountId.ISSUANCE);
                assertThat(account.balance()).isEqualTo(model.issuance());
            } else {
                assertThat(List.of(account.balance(), account.held(), account.state()))
                        .isEqualTo(List.of(expected.balance, expected.held, expected.state));
            }
        }
        assertThat(accounts).hasSize(model.accounts.isEmpty() ? 0 : model.accounts.size() + 1);
        assertThat(sum).isZero();
    }

    /**
     * The journal has no gaps; its movements add up to the balances and the holds, and to the running balances on the way;
     * and the history of each account is what the journal says of it.
     */
    private static void checkJournal(AccountStore store) {
        try (LedgerView view = store.view()) {
            List<JournalEntry> journal = view.journal(1, Integer.MAX_VALUE);
            assertThat(journal.stream().mapToLong(JournalEntry::sequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, journal.size()).boxed().toList());
            Map<AccountId, Long> balances = new HashMap<>();
            Map<AccountId, Long> held = new HashMap<>();
            for (JournalEntry entry : journal) {
                balances.merge(entry.debit().account(), -entry.amount(), Long::sum);
                balances.merge(entry.credit().account(), entry.amount(), Long::sum);
                held.merge(entry.debit().account(), entry.held(), Long::sum);
                assertThat(entry.debit().balance())
                        .isEqualTo(balances.get(entry.debit().account()));
                assertThat(entry.credit().balance())
                        .isEqualTo(balances.get(entry.credit().account()));
            }
            for (Account account : accounts(store).values()) {
                assertThat(balances.getOrDefault(account.id(), 0L)).isEqualTo(account.balance());
                assertThat(held.getOrDefault(account.id(), 0L)).isEqualTo(account.held());
                List<JournalEntry> history = new ArrayList<>(journal);
                history.removeIf(entry -> !entry.belongsTo(account.id()));
                Collections.reverse(history);
                assertThat(view.history(account.id(), account.lastEntry(), Integer.MAX_VALUE))
                        .isEqualTo(history);
            }
            checkHolds(view, journal);
        }
    }

    /** What was captured and released of a hold is what was held. */
    private static void checkHolds(LedgerView view, List<JournalEntry> journal) {
        for (Hold hold : view.holds(1, Integer.MAX_VALUE)) {
            List<JournalEntry> entries = journal.stream()
                    .filter(entry -> entry.held() != 0
                            && entry.debit().account().equals(hold.order().payer())
                            && entry.order().filter(hold.order().id()::equals).isPresent())
                    .toList();
            assertThat(entries.get(0).held()).isEqualTo(hold.amount());
            assertThat(entries.get(0).sequence()).isEqualTo(hold.sequence());
            assertThat(entries).hasSize(hold.isOpen() ? 1 : 2);
            hold.end().ifPresent(end -> {
                assertThat(entries.get(1).held()).isEqualTo(-hold.amount());
                assertThat(entries.get(1).amount()).isEqualTo(end.captured()).isLessThanOrEqualTo(hold.amount());
                assertThat(entries.get(1).sequence()).isEqualTo(end.sequence());
            });
        }
    }

    /** However often it was tried: one order for each request, of its amount; and one refund of a payment, of no more than that. */
    private static void checkClaims(AccountStore store) {
        try (LedgerView view = store.view()) {
            Map<Digest, PaymentOrder> claimed = new HashMap<>();
            for (OrderRecord row : view.orders(1, Integer.MAX_VALUE)) {
                if (row.status() == StatusCode.SETTLED && !row.payer().equals(AccountId.ISSUANCE)) {
                    PaymentOrder order = Archive.decodeOrder(row.request()).order();
                    ClaimKeys.of(order)
                            .ifPresent(
                                    key -> assertThat(claimed.put(key, order)).isNull());
                }
            }
            for (Claim claim : view.claims(Optional.empty(), Integer.MAX_VALUE)) {
                PaymentOrder order = claimed.remove(claim.key());
                assertThat(claim.settledBy())
                        .isEqualTo(Optional.ofNullable(order).map(PaymentOrder::ref));
                if (claim.request().size() > 0 && order != null) {
                    assertThat(order.amount())
                            .isEqualTo(Archive.decodeRequest(claim.request())
                                    .request()
                                    .amount());
                } else if (order != null) {
                    assertThat(order.amount())
                            .isLessThanOrEqualTo(
                                    moved(view, ClaimKeys.refunded(order).orElseThrow()));
                }
            }
            assertThat(claimed).isEmpty();
        }
    }

    private static long moved(LedgerView view, OrderRef order) {
        return view.journal(1, Integer.MAX_VALUE).stream()
                .filter(entry -> entry.debit().account().equals(order.payer())
                        && entry.order().filter(order.id()::equals).isPresent())
                .mapToLong(JournalEntry::amount)
                .sum();
    }

    private static Map<AccountId, Account> accounts(AccountStore store) {
        try (LedgerView view = store.view()) {
            return view.accounts(Optional.empty(), Integer.MAX_VALUE).stream()
                    .collect(Collectors.toMap(Account::id, Function.identity()));
        }
    }

    @Property(tries = 30)
    void eachCheckpoint_namesTheOneBefore(@ForAll("batches") List<Draws> batches) {
        try (AccountStore store = InMemoryAccountStore.create()) {
            LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), OPENING, clock);
            List<Digest> previous = new ArrayList<>(List.of(Digest.NONE));
            for (Draws batch : batches) {
                List<Answer> answers =
                        writer.write(batch.commands.stream().map(this::command).toList());
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
