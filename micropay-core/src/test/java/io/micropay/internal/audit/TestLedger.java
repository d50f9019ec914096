package io.micropay.internal.audit;

import io.micropay.MovableClock;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.LedgerWriter;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.CaptureRequest;
import io.micropay.internal.message.ClientMessage.Capture;
import io.micropay.internal.message.ClientMessage.VoidOrder;
import io.micropay.internal.message.OperatorAct;
import io.micropay.internal.message.Statements;
import io.micropay.internal.message.VoidRequest;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A ledger written as a server writes it, with real signatures of everybody. */
final class TestLedger {
    static final KeyMaterial SERVER = TestKeys.one();
    static final long OPENING_BALANCE = 1000;

    private final LedgerWriter writer;
    private final MovableClock clock;
    private long ids;

    /** Somebody with an account, and with a session. */
    record Person(AccountId id, KeyMaterial account, KeyMaterial session) {
        static Person of(String name) {
            return new Person(new AccountId(name), keys(name), keys(name + " session"));
        }

        /** Somebody whose account the server hosts. */
        static Person hosted(String name) {
            return new Person(new AccountId(name), SERVER, keys(name + " hosted"));
        }

        /** The same one in a new session. */
        Person anew() {
            return new Person(id, account, keys(id + " again"));
        }

        private static KeyMaterial keys(String name) {
            return InMemoryKeys.generate(KeySpec.session(name), TestKeys.CLOCK);
        }

        PublicKeyHandle accountKey() {
            return PublicKeyHandle.of(account.certificate());
        }

        PublicKeyHandle sessionKey() {
            return PublicKeyHandle.of(session.certificate());
        }
    }

    TestLedger(AccountStore store) {
        this(store, TestKeys.CLOCK.instant());
    }

    /** Goes on with a ledger at a later time. */
    TestLedger(AccountStore store, Instant start) {
        clock = new MovableClock(start);
        writer = LedgerWriter.open(store, SERVER, OPENING_BALANCE, clock);
    }

    Instant now() {
        return clock.instant();
    }

    void pass(Duration time) {
        clock.move(time);
    }

    List<Answer> write(Command... commands) {
        return write(List.of(commands));
    }

    List<Answer> write(List<Command> commands) {
        pass(Duration.ofMillis(7));
        return writer.write(commands);
    }

    /** Registers, logs in. The sealing key is the account key: nothing is sealed here. */
    void enter(Person... people) {
        for (Person person : people) {
            Bytes key = person.accountKey().encoded();
            KeyId id = person.accountKey().id();
            write(new Command.Register(person.id, new AccountKeys(id, id, key, key)));
            write(logIn(person, now().minus(Duration.ofMinutes(5)), now().plus(Duration.ofHours(24))));
        }
    }

    /** Binds a hosted account to the keys of its owner, who logs in with them. */
    void bind(Person owner) {
        Bytes key = owner.accountKey().encoded();
        KeyId id = owner.accountKey().id();
        write(new Command.Bind(owner.id, new AccountKeys(id, id, key, key)));
        write(logIn(owner, now().minus(Duration.ofMinutes(5)), now().plus(Duration.ofHours(24))));
    }

    Command logIn(Person person, Instant from, Instant until) {
        SessionGrant grant = new SessionGrant(
                SERVER.keyId(),
                person.id,
                person.sessionKey().id(),
                person.accountKey().id(),
                from,
                until);
        Bytes statement = Statements.encode(grant);
        Credential credential = new Credential(
                grant,
                statement,
                new BatchSigner(person.account, SigningContext.GRANT).sign(statement),
                person.accountKey().encoded(),
                person.sessionKey().encoded(),
                person.accountKey().encoded());
        return new Command.LogIn(credential, new Presence(person.id, true, "127.0.0.1", 4000, 5000));
    }

    OrderId nextId() {
        long number = ++ids;
        return new OrderId(new UUID(now().toEpochMilli() << 16 | 0x7000, Long.MIN_VALUE | number));
    }

    PaymentOrder order(Person payer, Person payee, long amount) {
        return order(payer, payee, amount, Optional.empty(), Optional.empty());
    }

    PaymentOrder hold(Person payer, Person payee, long amount, Duration captureWithin) {
        return order(payer, payee, amount, Optional.of(now().plus(captureWithin)), Optional.empty());
    }

    PaymentOrder order(Person payer, Person payee, long amount, Purpose purpose) {
        return order(payer, payee, amount, Optional.empty(), Optional.of(purpose));
    }

    private PaymentOrder order(
            Person payer, Person payee, long amount, Optional<Instant> captureBy, Optional<Purpose> purpose) {
        return new PaymentOrder(
                SERVER.keyId(),
                nextId(),
                payer.id,
                payee.id,
                payee.accountKey().id(),
                amount,
                now(),
                now().plus(PaymentOrder.DEFAULT_VALIDITY),
                Digest.NONE,
                captureBy,
                purpose);
    }

    PaymentRequest request(Person payee, long amount) {
        return new PaymentRequest(
                SERVER.keyId(),
                Sha256.digest(Bytes.of(new byte[] {(byte) ++ids})),
                payee.id,
                payee.accountKey().id(),
                amount,
                now(),
                now().plus(PaymentRequest.DEFAULT_VALIDITY),
                Digest.NONE);
    }

    static Command make(Person payee, PaymentRequest request) {
        Bytes statement = Statements.encode(request);
        BatchSignature signature = new BatchSigner(payee.session, SigningContext.REQUEST).sign(statement);
        return new Command.MakeRequest(new SignedRequest(request, statement, signature));
    }

    static Command settle(Person payer, PaymentOrder order) {
        return settleAll(payer, List.of(order)).get(0);
    }

    /** Orders under one signature of their payer. */
    static List<Command> settleAll(Person payer, List<PaymentOrder> orders) {
        List<Bytes> statements = orders.stream().map(Statements::encode).toList();
        List<BatchSignature> signatures = new BatchSigner(payer.session, SigningContext.ORDER)
                .sign(statements, Optional.empty())
                .signatures();
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            SignedOrder signed = new SignedOrder(orders.get(i), statements.get(i), signatures.get(i));
            commands.add(new Command.Settle(
                    signed,
                    Sha256.digest(statements.get(i)),
                    Optional.of(payer.accountKey().id())));
        }
        return commands;
    }

    static Command voiding(Person payer, PaymentOrder order) {
        VoidRequest request =
                new VoidRequest(order.serverKey(), order.id(), Sha256.digest(Statements.encode(order)), order.payer());
        Bytes statement = Statements.encode(request);
        BatchSignature signature = new BatchSigner(payer.session, SigningContext.VOID).sign(statement);
        return new Command.VoidOrder(request, Archive.encode(new VoidOrder(request, statement, signature)));
    }

    static Command capture(Person payee, PaymentOrder hold, long amount) {
        CaptureRequest request = new CaptureRequest(
                hold.serverKey(), hold.ref(), Sha256.digest(Statements.encode(hold)), hold.payee(), amount);
        Bytes statement = Statements.encode(request);
        BatchSignature signature = new BatchSigner(payee.session, SigningContext.CAPTURE).sign(statement);
        return new Command.EndHold(
                request, Sha256.digest(statement), Archive.encode(new Capture(request, statement, signature)));
    }

    Command act(OperatorAct.Kind kind, Person person, long amount) {
        return new Command.Act(new OperatorAct(nextId(), kind, person.id, amount, "a reason"));
    }

    /** Pays, and proves it. */
    Payment pay(Person payer, Person payee, long amount) {
        Command.Settle command = (Command.Settle) settle(payer, order(payer, payee, amount));
        Answer.Decided answer = (Answer.Decided) write(command).get(0);
        return new Payment(command.order(), answer.receipt());
    }

    /** Writes entries of every kind, most of them twice and some of them together. */
    void writeEverything(Person alice, Person bob, Person carol, Person dave) {
        enter(alice, bob, carol, dave);
        pay(alice, bob, 10);
        List<Command> many = new ArrayList<>(
                settleAll(alice, List.of(order(alice, bob, 1), order(alice, carol, 2), order(alice, bob, 3))));
        many.add(settle(bob, order(bob, alice, 4)));
        many.add(settle(bob, order(bob, alice, 1_000_000)));
        write(many);
        write(voiding(alice, order(alice, bob, 5)));
        write(voiding(bob, order(bob, carol, 5)));
        PaymentOrder captured = hold(alice, bob, 100, Duration.ofMinutes(10));
        PaymentOrder released = hold(alice, carol, 50, Duration.ofMinutes(10));
        PaymentOrder expired = hold(bob, carol, 40, Duration.ofMinutes(10));
        PaymentOrder open = hold(bob, alice, 30, Duration.ofDays(1));
        write(settle(alice, captured), settle(alice, released));
        write(settle(bob, expired), settle(bob, open));
        write(capture(bob, captured, 60), capture(carol, released, 0));
        pass(Duration.ofHours(1));
        write(new Command.ExpireHold(expired.ref(), expired.payee()));
        write(act(OperatorAct.Kind.ISSUE, carol, 70), act(OperatorAct.Kind.FREEZE, carol, 0));
        write(settle(alice, order(alice, carol, 8)));
        write(act(OperatorAct.Kind.UNFREEZE, carol, 0), act(OperatorAct.Kind.CLOSE, carol, 0));
        write(settle(alice, order(alice, carol, 9)), settle(bob, order(bob, alice, 11)));
        writeClaims(alice, bob, carol);
        Person guest = Person.hosted("erin");
        enter(guest);
        write(settle(guest, order(guest, bob, 12)));
        Person erin = Person.of("erin");
        bind(erin);
        write(settle(erin, order(erin, bob, 13)));
    }

    /**
     * Requests that are paid at the second attempt, open, and open though somebody tried; refunds of a payment and of what was
     * captured, and one that was not carried out.
     */
    private void writeClaims(Person alice, Person bob, Person closed) {
        PaymentRequest paid = request(bob, 21);
        PaymentRequest open = request(bob, 22);
        PaymentRequest dear = request(bob, 1_000_000);
        write(make(bob, paid), make(bob, open), make(bob, dear));
        write(settle(alice, order(alice, bob, 1_000_000, new Purpose.Requested(dear.id()))));
        write(settle(closed, order(closed, bob, 21, new Purpose.Requested(paid.id()))));
        write(settle(alice, order(alice, bob, 21, new Purpose.Requested(paid.id()))));
        OrderId payment = pay(alice, bob, 14).id();
        write(settle(bob, order(bob, alice, 9, new Purpose.Refund(payment))));
        PaymentOrder held = hold(alice, bob, 20, Duration.ofMinutes(10));
        write(settle(alice, held));
        write(capture(bob, held, 12));
        write(settle(bob, order(bob, alice, 12, new Purpose.Refund(held.id()))));
        Person poor = Person.of("fred");
        enter(poor);
        OrderId large = pay(alice, poor, 100).id();
        pay(poor, bob, 1050);
        write(settle(poor, order(poor, alice, 100, new Purpose.Refund(large))));
    }
}
