package io.micropay.internal.vectors;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.BatchSigner.SignedBatch;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.Sealing;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.ActRecord;
import io.micropay.internal.message.Binding;
import io.micropay.internal.message.CaptureRequest;
import io.micropay.internal.message.Opening;
import io.micropay.internal.message.OperatorAct;
import io.micropay.internal.message.Registration;
import io.micropay.internal.message.Statements;
import io.micropay.internal.message.VoidRequest;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.TestKeys;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.Receipt;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import io.micropay.model.StatusCode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two accounts at one server, and what they sign: everything in the vectors fits together and verifies. */
final class World {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final AccountId BRIAN = new AccountId("brian");
    static final AccountId TA = new AccountId("ta");
    static final String MEMO = "two coffees, 2 \u20ac each";

    final KeyMaterial server = InMemoryKeys.generate(KeySpec.server("server"), TestKeys.CLOCK);
    final KeyMaterial brianAccount = InMemoryKeys.generate(KeySpec.account("brian"), TestKeys.CLOCK);
    final KeyMaterial brianSession = InMemoryKeys.generate(KeySpec.session("brian session"), TestKeys.CLOCK);
    final KeyMaterial brianSealing = InMemoryKeys.generate(KeySpec.sealing("brian sealing"), TestKeys.CLOCK);
    final KeyMaterial taAccount = InMemoryKeys.generate(KeySpec.account("ta"), TestKeys.CLOCK);
    final KeyMaterial taSession = InMemoryKeys.generate(KeySpec.session("ta session"), TestKeys.CLOCK);
    final KeyMaterial taSealing = InMemoryKeys.generate(KeySpec.sealing("ta sealing throw-away"), TestKeys.CLOCK);

    final Bytes sealedMemo =
            new Sealing(new SecureRandom()).seal(handle(taSealing), Bytes.of(MEMO.getBytes(StandardCharsets.UTF_8)));
    final Registration registration =
            new Registration(server.keyId(), BRIAN, brianAccount.keyId(), brianSealing.keyId(), brianSession.keyId());
    final SessionGrant grant = grant(BRIAN, brianSession, brianSealing);
    final Credential credential = credential(grant, brianAccount, brianSession, brianSealing);
    final Credential taCredential = credential(grant(TA, taSession, taSealing), taAccount, taSession, taSealing);

    final PaymentOrder withMemo = order(1, 2000, Sha256.digest(sealedMemo));
    final PaymentOrder withoutMemo = order(2, 1, Digest.NONE);
    final SignedOrder signedWithMemo = signed(withMemo);
    final SignedOrder signedWithoutMemo = signed(withoutMemo);
    final VoidRequest voidRequest =
            new VoidRequest(server.keyId(), withMemo.id(), Sha256.digest(Statements.encode(withMemo)), BRIAN);

    /** What ta asks for; brian pays it, and ta gives back a part of the first order. */
    final PaymentLink link = link(250, Optional.of(MEMO));

    final SignedRequest request = signed(request(link, Duration.ofDays(1)));
    final SignedOrder requested =
            signed(order(0x20, 250, new Purpose.Requested(request.request().id())));
    final SignedOrder refund = signed(refund(0x21, 500));

    final Opening opening = new Opening(1, BRIAN, brianAccount.keyId(), brianSealing.keyId(), 10_000, NOON);
    final Binding binding = new Binding(15, BRIAN, brianAccount.keyId(), brianSealing.keyId(), NOON.plusSeconds(2));
    final Outcome settled = outcome(withMemo, StatusCode.SETTLED, 2);
    final Outcome rejected = outcome(withoutMemo, StatusCode.INSUFFICIENT_FUNDS, 3);

    final Outcome requestedSettled = outcome(requested.order(), StatusCode.SETTLED, 4);
    final Outcome refundSettled = outcome(refund.order(), StatusCode.SETTLED, 5);

    /** Three holds: one is taken from, one is released, one expires. */
    final SignedOrder hold = signed(hold(4));

    final CaptureRequest capture = capture(4, 1500);
    final CaptureRequest release = capture(5, 0);
    final ActRecord issue = act(8, OperatorAct.Kind.ISSUE, 500, "cash, \u20ac 5");
    final ActRecord freeze = act(9, OperatorAct.Kind.FREEZE, 0, "");
    final ActRecord unfreeze = act(10, OperatorAct.Kind.UNFREEZE, 0, "clarified");
    final Outcome authorized = outcome(hold(4), StatusCode.AUTHORIZED, 6);
    final Outcome captured = outcome(4, Statements.encode(capture), StatusCode.CAPTURED, 7, NOON.plusSeconds(1));
    final Outcome released = outcome(5, Statements.encode(release), StatusCode.RELEASED, 12, NOON.plusSeconds(1));
    final Outcome expired = outcome(
            6,
            Statements.encode(hold(6)),
            StatusCode.HOLD_EXPIRED,
            14,
            NOON.plus(Duration.ofDays(7)).plusMillis(1));

    /** The statements of the journal, a list for each checkpoint. */
    final List<List<Bytes>> journal = List.of(
            List.of(Statements.encode(opening), Statements.encode(settled)),
            List.of(Statements.encode(rejected)),
            List.of(Statements.encode(requestedSettled), Statements.encode(refundSettled)),
            List.of(
                    Statements.encode(authorized),
                    Statements.encode(captured),
                    Statements.encode(issue),
                    Statements.encode(freeze),
                    Statements.encode(unfreeze),
                    Statements.encode(outcome(hold(5), StatusCode.AUTHORIZED, 11)),
                    Statements.encode(released),
                    Statements.encode(outcome(hold(6), StatusCode.AUTHORIZED, 13)),
                    Statements.encode(expired)));

    final List<SignedBatch> checkpoints = checkpoints();

    static PublicKeyHandle handle(KeyMaterial keys) {
        return PublicKeyHandle.of(keys.certificate());
    }

    static OrderId id(int number) {
        return OrderId.parse("019aab8e-7c00-7c41-b1de-5f0c2f6a3b" + String.format("%02x", number));
    }

    private SessionGrant grant(AccountId account, KeyMaterial session, KeyMaterial sealing) {
        return new SessionGrant(
                server.keyId(),
                account,
                session.keyId(),
                sealing.keyId(),
                NOON.minus(Duration.ofMinutes(5)),
                NOON.plus(Duration.ofHours(24)));
    }

    private static Credential credential(
            SessionGrant grant, KeyMaterial account, KeyMaterial session, KeyMaterial sealing) {
        Bytes statement = Statements.encode(grant);
        return new Credential(
                grant,
                statement,
                sign(account, SigningContext.GRANT, statement),
                handle(account).encoded(),
                handle(session).encoded(),
                handle(sealing).encoded());
    }

    PaymentOrder order(int number, long amount, Digest memo) {
        return order(number, amount, memo, Optional.empty(), Optional.empty());
    }

    PaymentOrder order(int number, long amount, Purpose purpose) {
        return order(number, amount, Digest.NONE, Optional.empty(), Optional.of(purpose));
    }

    PaymentOrder hold(int number) {
        return order(number, 2000, Digest.NONE, Optional.of(NOON.plus(Duration.ofDays(7))), Optional.empty());
    }

    private PaymentOrder order(
            int number, long amount, Digest memo, Optional<Instant> captureBy, Optional<Purpose> purpose) {
        return new PaymentOrder(
                server.keyId(),
                id(number),
                BRIAN,
                TA,
                taAccount.keyId(),
                amount,
                NOON,
                NOON.plus(Duration.ofMinutes(2)),
                memo,
                captureBy,
                purpose);
    }

    /** An order of ta's, which gives back what the first order of brian's has paid. */
    PaymentOrder refund(int number, long amount) {
        return new PaymentOrder(
                server.keyId(),
                id(number),
                TA,
                BRIAN,
                brianAccount.keyId(),
                amount,
                NOON,
                NOON.plus(Duration.ofMinutes(2)),
                Digest.NONE,
                Optional.empty(),
                Optional.of(new Purpose.Refund(withMemo.id())));
    }

    /** Its secret is nobody's: the bytes 00 to 0f. */
    static PaymentLink link(long amount, Optional<String> memo) {
        return new PaymentLink(TA, amount, Bytes.ofHex("000102030405060708090a0b0c0d0e0f"), memo);
    }

    PaymentRequest request(PaymentLink link, Duration validity) {
        return new PaymentRequest(
                server.keyId(),
                requestId(link),
                link.payee(),
                taAccount.keyId(),
                link.amount(),
                NOON,
                NOON.plus(validity),
                memoDigest(link));
    }

    /** What names the request of a link, by the document alone. */
    static Digest requestId(PaymentLink link) {
        return Sha256.digest(link.secret());
    }

    /** What stands for the memo of a link in its request, by the document alone. */
    static Digest memoDigest(PaymentLink link) {
        return link.memo()
                .map(memo -> Sha256.digest(new Raw()
                        .bytes(link.secret())
                        .bytes(Bytes.of(memo.getBytes(StandardCharsets.UTF_8)))
                        .toBytes()))
                .orElse(Digest.NONE);
    }

    CaptureRequest capture(int number, long amount) {
        return new CaptureRequest(
                server.keyId(),
                new OrderRef(BRIAN, id(number)),
                Sha256.digest(Statements.encode(hold(number))),
                TA,
                amount);
    }

    private static ActRecord act(int sequence, OperatorAct.Kind kind, long amount, String reason) {
        return new ActRecord(
                sequence, new OperatorAct(id(0x60 + sequence), kind, BRIAN, amount, reason), NOON.plusSeconds(1));
    }

    static BatchSignature sign(KeyMaterial keys, SigningContext context, Bytes statement) {
        return new BatchSigner(keys, context).sign(statement);
    }

    SignedOrder signed(PaymentOrder order) {
        Bytes statement = Statements.encode(order);
        KeyMaterial session = order.payer().equals(BRIAN) ? brianSession : taSession;
        return new SignedOrder(order, statement, sign(session, SigningContext.ORDER, statement));
    }

    SignedRequest signed(PaymentRequest content) {
        Bytes statement = Statements.encode(content);
        return new SignedRequest(content, statement, sign(taSession, SigningContext.REQUEST, statement));
    }

    static Outcome outcome(PaymentOrder order, StatusCode status, long sequence) {
        return new Outcome(
                order.id(),
                Sha256.digest(Statements.encode(order)),
                status,
                sequence,
                NOON.plus(Duration.ofSeconds(1)));
    }

    /** How a hold ended: what was asked for is named, or the order if nobody asked. */
    private static Outcome outcome(int number, Bytes asked, StatusCode status, long sequence, Instant at) {
        return new Outcome(id(number), Sha256.digest(asked), status, sequence, at);
    }

    private List<SignedBatch> checkpoints() {
        BatchSigner signer = new BatchSigner(server, SigningContext.CHECKPOINT);
        List<SignedBatch> signed = new ArrayList<>();
        Digest previous = Digest.NONE;
        for (List<Bytes> statements : journal) {
            signed.add(signer.sign(statements, Optional.of(previous)));
            previous = signed.get(signed.size() - 1).digest();
        }
        return signed;
    }

    /** The order that paid what ta asked for. */
    Payment payment() {
        return new Payment(requested, receipt(requestedSettled));
    }

    /** The receipt that the journal holds for an outcome. */
    Receipt receipt(Outcome outcome) {
        Bytes statement = Statements.encode(outcome);
        for (int i = 0; i < journal.size(); i++) {
            int leaf = journal.get(i).indexOf(statement);
            if (leaf >= 0) {
                return new Receipt(
                        outcome, statement, checkpoints.get(i).signatures().get(leaf));
            }
        }
        throw new IllegalArgumentException("not in the journal: " + outcome);
    }
}
