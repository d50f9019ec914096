package io.micropay.benchmarks;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.Statements;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.PaymentOrder;
import io.micropay.model.SignedOrder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Orders that were signed before anything is measured: each member pays one unit to the next, over and over. They hold
 * for the longest time that a server settles, and are used in every round, each time with a fresh ledger that has never
 * seen them.
 */
final class PreparedOrders {
    /** How many ids of all members together fall into one millisecond: about what arrives within one. */
    private static final int IDS_PER_MILLISECOND = 32;

    private final List<List<SignedOrder>> byPayer;

    private PreparedOrders(List<List<SignedOrder>> byPayer) {
        this.byPayer = byPayer;
    }

    /**
     * Signs the orders, with all processors.
     *
     * @param perSignature how many orders of one payer share a signature
     */
    static PreparedOrders sign(List<Member> members, KeyId server, int ordersOfEach, int perSignature) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new PreparedOrders(IntStream.range(0, members.size())
                .parallel()
                .mapToObj(payer -> ordersOf(members, payer, server, ordersOfEach, now))
                .map(unsigned -> sign(unsigned, perSignature))
                .toList());
    }

    private record Unsigned(Member payer, List<PaymentOrder> orders) {}

    /** The ids of all members advance together, as they would if everybody paid at the same time. */
    private static Unsigned ordersOf(List<Member> members, int payer, KeyId server, int count, Instant now) {
        Member payee = members.get((payer + 1) % members.size());
        KeyId payeeKey = payee.accountKey().keyId();
        Random random = new Random(payer);
        List<PaymentOrder> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long millis = (long) i * members.size() / IDS_PER_MILLISECOND;
            OrderId id = OrderId.next(Clock.fixed(now.plusMillis(millis), ZoneOffset.UTC), random);
            orders.add(new PaymentOrder(
                    server,
                    id,
                    members.get(payer).id(),
                    payee.id(),
                    payeeKey,
                    1,
                    now,
                    now.plus(PaymentOrder.MAX_VALIDITY),
                    Digest.NONE,
                    Optional.empty(),
                    Optional.empty()));
        }
        return new Unsigned(members.get(payer), orders);
    }

    private static List<SignedOrder> sign(Unsigned unsigned, int perSignature) {
        BatchSigner signer = new BatchSigner(unsigned.payer().sessionKey(), SigningContext.ORDER);
        List<SignedOrder> signed = new ArrayList<>(unsigned.orders().size());
        for (int from = 0; from < unsigned.orders().size(); from += perSignature) {
            int end = Math.min(from + perSignature, unsigned.orders().size());
            List<PaymentOrder> orders = unsigned.orders().subList(from, end);
            List<Bytes> statements = orders.stream().map(Statements::encode).toList();
            List<BatchSignature> signatures =
                    signer.sign(statements, Optional.empty()).signatures();
            for (int i = 0; i < orders.size(); i++) {
                signed.add(new SignedOrder(orders.get(i), statements.get(i), signatures.get(i)));
            }
        }
        return signed;
    }

    /** The orders that a member signed. */
    List<SignedOrder> ofPayer(int member) {
        return byPayer.get(member);
    }

    /** The orders that pay a member. */
    List<SignedOrder> ofPayee(int member) {
        return byPayer.get((member + byPayer.size() - 1) % byPayer.size());
    }
}
