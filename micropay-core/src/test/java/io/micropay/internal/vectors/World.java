package io.micropay.internal.vectors;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.Sealing;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.Opening;
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
    final Outcome settled = outcome(withMemo, StatusCode.SETTLED, 2);
    final Outcome rejected = outcome(withoutMemo, StatusCode.INSUFFICIENT_FUNDS, 3);
    final List<Receipt> receipts = receipts();

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
                memo);
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

    private List<Receipt> receipts() {
        List<Bytes> statements = List.of(Statements.encode(settled), Statements.encode(rejected));
        List<BatchSignature> signatures = new BatchSigner(server, SigningContext.CHECKPOINT)
                .sign(statements, Optional.of(Sha256.digest(Statements.encode(opening))))
                .signatures();
        return List.of(
                new Receipt(settled, statements.get(0), signatures.get(0)),
                new Receipt(rejected, statements.get(1), signatures.get(1)));
    }
}
