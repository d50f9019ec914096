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
import io.micropay.model.PaymentOrder;
import io.micropay.model.Receipt;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
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
    final SessionGrant grant = new SessionGrant(
            server.keyId(),
            BRIAN,
            brianSession.keyId(),
            brianSealing.keyId(),
            NOON.minus(Duration.ofMinutes(5)),
            NOON.plus(Duration.ofHours(24)));
    final Credential credential = new Credential(
            grant,
            Statements.encode(grant),
            sign(brianAccount, SigningContext.GRANT, Statements.encode(grant)),
            handle(brianAccount).encoded(),
            handle(brianSession).encoded(),
            handle(brianSealing).encoded());

    final PaymentOrder withMemo = order(1, 2000, Sha256.digest(sealedMemo));
    final PaymentOrder withoutMemo = order(2, 1, Digest.NONE);
    final SignedOrder signedWithMemo = signed(withMemo);
    final SignedOrder signedWithoutMemo = signed(withoutMemo);
    final VoidRequest voidRequest =
            new VoidRequest(server.keyId(), withMemo.id(), Sha256.digest(Statements.encode(withMemo)), BRIAN);

    final Opening opening = new Opening(1, BRIAN, brianAccount.keyId(), brianSealing.keyId(), 10_000, NOON);
    final Binding binding = new Binding(13, BRIAN, brianAccount.keyId(), brianSealing.keyId(), NOON.plusSeconds(2));
    final Outcome settled = outcome(withMemo, StatusCode.SETTLED, 2);
    final Outcome rejected = outcome(withoutMemo, StatusCode.INSUFFICIENT_FUNDS, 3);

    /** Three holds: one is taken from, one is released, one expires. */
    final SignedOrder hold = signed(hold(4));

    final CaptureRequest capture = capture(4, 1500);
    final CaptureRequest release = capture(5, 0);
    final ActRecord issue = act(6, OperatorAct.Kind.ISSUE, 500, "cash, \u20ac 5");
    final ActRecord freeze = act(7, OperatorAct.Kind.FREEZE, 0, "");
    final ActRecord unfreeze = act(8, OperatorAct.Kind.UNFREEZE, 0, "clarified");
    final Outcome authorized = outcome(hold(4), StatusCode.AUTHORIZED, 4);
    final Outcome captured = outcome(4, Statements.encode(capture), StatusCode.CAPTURED, 5, NOON.plusSeconds(1));
    final Outcome released = outcome(5, Statements.encode(release), StatusCode.RELEASED, 10, NOON.plusSeconds(1));
    final Outcome expired = outcome(
            6,
            Statements.encode(hold(6)),
            StatusCode.HOLD_EXPIRED,
            12,
            NOON.plus(Duration.ofDays(7)).plusMillis(1));

    /** The statements of the journal, a list for each checkpoint. */
    final List<List<Bytes>> journal = List.of(
            List.of(Statements.encode(opening), Statements.encode(settled)),
            List.of(Statements.encode(rejected)),
            List.of(
                    Statements.encode(authorized),
                    Statements.encode(captured),
                    Statements.encode(issue),
                    Statements.encode(freeze),
                    Statements.encode(unfreeze),
                    Statements.encode(outcome(hold(5), StatusCode.AUTHORIZED, 9)),
                    Statements.encode(released),
                    Statements.encode(outcome(hold(6), StatusCode.AUTHORIZED, 11)),
                    Statements.encode(expired)));

    final List<SignedBatch> checkpoints = checkpoints();

    static PublicKeyHandle handle(KeyMaterial keys) {
        return PublicKeyHandle.of(keys.certificate());
    }

    static OrderId id(int number) {
        return OrderId.parse("019aab8e-7c00-7c41-b1de-5f0c2f6a3b" + String.format("%02x", number));
    }

    PaymentOrder order(int number, long amount, Digest memo) {
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
                Optional.empty());
    }

    PaymentOrder hold(int number) {
        return new PaymentOrder(
                server.keyId(),
                id(number),
                BRIAN,
                TA,
                taAccount.keyId(),
                2000,
                NOON,
                NOON.plus(Duration.ofMinutes(2)),
                Digest.NONE,
                Optional.of(NOON.plus(Duration.ofDays(7))));
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
        return new SignedOrder(order, statement, sign(brianSession, SigningContext.ORDER, statement));
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
