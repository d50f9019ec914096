package io.micropay.internal.ledger;

import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.CaptureRequest;
import io.micropay.internal.message.ClientMessage.Capture;
import io.micropay.internal.message.ClientMessage.VoidOrder;
import io.micropay.internal.message.OperatorAct;
import io.micropay.internal.message.Statements;
import io.micropay.internal.message.VoidRequest;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Commands as sessions would make them. Signatures are made up: the rules are told whether they verified. */
final class Commands {
    private static final Bytes MADE_UP_SIGNATURE = Bytes.of(new byte[256]);

    private final KeyId server;
    private final Instant now;

    Commands(KeyId server, Instant now) {
        this.server = server;
        this.now = now;
    }

    static AccountId name(int account) {
        return new AccountId("account" + account);
    }

    /** Every odd one is the even one before it in capitals. */
    static AccountId spelling(int account) {
        return new AccountId((account % 2 == 0 ? "account" : "ACCOUNT") + account / 2);
    }

    static OrderId id(long number) {
        return new OrderId(new UUID(number << 16 | 0x7000, Long.MIN_VALUE | number));
    }

    static KeyId keyOf(AccountId account) {
        return new KeyId(Sha256.digest(Bytes.of(account.folded().getBytes(StandardCharsets.US_ASCII))));
    }

    static Command.Register register(AccountId account) {
        Bytes key = Bytes.of(account.name().getBytes(StandardCharsets.US_ASCII));
        return new Command.Register(account, new AccountKeys(keyOf(account), keyOf(account), key, key));
    }

    /** The server keeps the account's key. */
    Command.Register host(AccountId account) {
        return new Command.Register(account, new AccountKeys(server, server, Bytes.EMPTY, Bytes.EMPTY));
    }

    static Command.Bind bind(AccountId account) {
        return new Command.Bind(account, register(account).keys());
    }

    /** A login under a grant of some account key. */
    Command.LogIn logIn(AccountId account, KeyId granter) {
        SessionGrant grant =
                new SessionGrant(server, account, granter, granter, now, now.plus(PaymentOrder.DEFAULT_VALIDITY));
        Credential credential =
                new Credential(grant, Statements.encode(grant), madeUp(granter), Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY);
        return new Command.LogIn(credential, new Presence(account, true, "127.0.0.1", 4000, 5000));
    }

    PaymentOrder order(OrderId id, AccountId payer, AccountId payee, long amount) {
        return order(id, payer, payee, amount, Optional.empty(), Optional.empty());
    }

    PaymentOrder order(OrderId id, AccountId payer, AccountId payee, long amount, Purpose purpose) {
        return order(id, payer, payee, amount, Optional.empty(), Optional.of(purpose));
    }

    /** The id of a payment request. */
    static Digest requestId(int number) {
        return Sha256.digest(Bytes.of(new byte[] {(byte) number}));
    }

    /** A payment request that ends after a while. */
    PaymentRequest request(int number, AccountId payee, long amount, Duration validity) {
        return new PaymentRequest(
                server, requestId(number), payee, keyOf(payee), amount, now, now.plus(validity), Digest.NONE);
    }

    static Command.MakeRequest make(PaymentRequest request) {
        return new Command.MakeRequest(
                new SignedRequest(request, Statements.encode(request), madeUp(keyOf(request.payee()))));
    }

    /** An order that sets an amount aside for a while. */
    PaymentOrder hold(OrderId id, AccountId payer, AccountId payee, long amount, Duration captureWithin) {
        return order(id, payer, payee, amount, Optional.of(now.plus(captureWithin)), Optional.empty());
    }

    private PaymentOrder order(
            OrderId id,
            AccountId payer,
            AccountId payee,
            long amount,
            Optional<Instant> captureBy,
            Optional<Purpose> purpose) {
        Instant expires = now.plus(PaymentOrder.DEFAULT_VALIDITY);
        return new PaymentOrder(
                server, id, payer, payee, keyOf(payee), amount, now, expires, Digest.NONE, captureBy, purpose);
    }

    /** The payee of an order to hold takes an amount, or nothing, which releases the hold. */
    static Command.EndHold capture(PaymentOrder hold, long amount) {
        Digest digest = Sha256.digest(Statements.encode(hold));
        CaptureRequest request = new CaptureRequest(hold.serverKey(), hold.ref(), digest, hold.payee(), amount);
        Bytes statement = Statements.encode(request);
        Capture message = new Capture(request, statement, madeUp(keyOf(hold.payee())));
        return new Command.EndHold(request, Sha256.digest(statement), Archive.encode(message));
    }

    static Command.Act act(OrderId id, OperatorAct.Kind kind, AccountId account, long amount) {
        return new Command.Act(new OperatorAct(id, kind, account, amount, "a reason"));
    }

    static Command.Settle settle(PaymentOrder order, boolean authentic) {
        return settle(order, authentic ? Optional.of(keyOf(order.payer())) : Optional.empty());
    }

    /** An order under a grant of some account key. */
    static Command.Settle settle(PaymentOrder order, Optional<KeyId> granter) {
        Bytes statement = Statements.encode(order);
        SignedOrder signed = new SignedOrder(order, statement, madeUp(keyOf(order.payer())));
        return new Command.Settle(signed, Sha256.digest(statement), granter);
    }

    static Command.VoidOrder voiding(PaymentOrder order) {
        return voiding(order, order.payer());
    }

    static Command.VoidOrder voiding(PaymentOrder order, AccountId by) {
        Digest digest = Sha256.digest(Statements.encode(order));
        VoidRequest request = new VoidRequest(order.serverKey(), order.id(), digest, by);
        VoidOrder message = new VoidOrder(request, Statements.encode(request), madeUp(keyOf(by)));
        return new Command.VoidOrder(request, Archive.encode(message));
    }

    private static BatchSignature madeUp(KeyId signer) {
        return new BatchSignature(signer, Optional.empty(), 1, 0, List.of(), MADE_UP_SIGNATURE);
    }
}
