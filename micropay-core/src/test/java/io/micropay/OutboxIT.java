package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micropay.Town.Member;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.error.StoreException;
import io.micropay.event.PeerListener;
import io.micropay.event.Traffic;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.Statements;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.ServerTrust;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.KeyId;
import io.micropay.model.Offer;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import io.micropay.outbox.Outbox;
import io.micropay.outbox.OutboxEntry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders are kept from before they leave until their end is known, and the next login finds the end of what is left. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OutboxIT {
    private static final Random RANDOM = new Random(1);

    private final Town town = new Town();
    private final Outbox outbox = Outbox.inMemory();
    private final Watcher watcher = new Watcher();
    private final List<MicropayClient> clients = new ArrayList<>();
    private Member bob;

    /** What alice's client tells. */
    private static final class Watcher implements PeerListener {
        final Queue<Payment> resolved = new ConcurrentLinkedQueue<>();
        final Queue<String> sent = new ConcurrentLinkedQueue<>();

        @Override
        public void orderResolved(Payment payment) {
            resolved.add(payment);
            if (resolved.size() == 1) {
                throw new IllegalStateException("a listener that throws harms nobody");
            }
        }

        @Override
        public void sent(Traffic message) {
            sent.add(message.text());
        }

        long sent(String prefix) {
            return sent.stream().filter(text -> text.startsWith(prefix)).count();
        }
    }

    /** Passes everything on to another outbox. */
    private static class Forwarding implements Outbox {
        final Outbox to;

        Forwarding(Outbox to) {
            this.to = to;
        }

        @Override
        public void add(OutboxEntry entry) {
            to.add(entry);
        }

        @Override
        public void remove(OrderRef order) {
            to.remove(order);
        }

        @Override
        public List<OutboxEntry> pending() {
            return to.pending();
        }

        @Override
        public void close() {
            to.close();
        }
    }

    @BeforeEach
    void join() {
        town.join(ALICE).client.close();
        bob = town.join(BOB);
    }

    @AfterEach
    void close() {
        clients.forEach(MicropayClient::close);
        town.close();
    }

    private PeerEndpoint logIn(MicropayClient.Builder builder) {
        MicropayClient client = builder.connect();
        clients.add(client);
        return client.login(ALICE, Town.wallet(ALICE));
    }

    private PeerEndpoint logIn(Outbox used) {
        return logIn(town.builder().outbox(used).listener(watcher));
    }

    private KeyId serverKey() {
        return town.server().fingerprint().keyId();
    }

    /** An order that nobody has ever seen, signed by whomever. */
    private static SignedOrder order(AccountId payer, KeyId server, SignedOrder like) {
        PaymentOrder old = like.order();
        PaymentOrder content = new PaymentOrder(
                server,
                OrderId.next(Clock.systemUTC(), RANDOM),
                payer,
                old.payee(),
                old.payeeKey(),
                old.amount(),
                old.issuedAt(),
                old.expiresAt(),
                old.memoDigest(),
                old.captureBy(),
                old.purpose());
        return new SignedOrder(content, Statements.encode(content), like.signature());
    }

    private static OutboxEntry entry(SignedOrder order) {
        return new OutboxEntry(order.order().ref(), Archive.encode(order));
    }

    private SignedOrder someOrder() {
        try (MicropayClient client = town.builder().connect()) {
            return client.login(ALICE, Town.wallet(ALICE)).pay(BOB, 1).order();
        }
    }

    @Test
    void order_isInTheOutbox_beforeItLeaves_andNoLongerOnceItHasSettled() {
        List<String> whenAdded = new ArrayList<>();
        PeerEndpoint alice = logIn(new Forwarding(outbox) {
            @Override
            public void add(OutboxEntry entry) {
                super.add(entry);
                whenAdded.addAll(watcher.sent);
            }
        });
        alice.pay(BOB, 5);

        assertThat(whenAdded).isNotEmpty().doesNotContain("alice#5#bob");
        assertThat(watcher.sent).contains("alice#5#bob");
        assertThat(outbox.pending()).isEmpty();
    }

    @Test
    void order_thatIsRejectedForEver_leavesTheOutbox() {
        PeerEndpoint alice = logIn(outbox);
        assertThatExceptionOfType(OrderRejectedException.class).isThrownBy(() -> alice.pay(BOB, 1_000_000));
        bob.isWilling = false;
        assertThatExceptionOfType(OrderRejectedException.class)
                .isThrownBy(() -> alice.pay(BOB, 5))
                .satisfies(e -> assertThat(e.status()).isEqualTo(StatusCode.DECLINED));
        assertThat(outbox.pending()).isEmpty();
    }

    @Test
    void order_thatCannotBeKept_isNotSent() {
        PeerEndpoint alice = logIn(new Forwarding(outbox) {
            @Override
            public void add(OutboxEntry entry) {
                throw new IllegalStateException("the embedder's database is gone");
            }
        });
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> alice.pay(BOB, 5))
                .withMessageContaining("the embedder's database is gone")
                .withMessageContaining("nothing was sent");
        assertThat(watcher.sent).doesNotContain("alice#5#bob");
        assertThat(town.balance(ALICE)).isEqualTo(10_000);
    }

    @Test
    void payment_isPaid_evenIfTheOutboxCannotForgetItsOrder_andIsToldAgainAtTheNextLogin() {
        PeerEndpoint alice = logIn(new Forwarding(outbox) {
            @Override
            public void remove(OrderRef order) {
                throw new IllegalStateException("the embedder's database is gone");
            }
        });
        Payment payment = alice.pay(BOB, 5);
        clients.get(0).close();
        assertThat(outbox.pending()).hasSize(1);

        logIn(outbox).resumed().join();

        assertThat(watcher.resolved).containsExactly(payment);
        assertThat(outbox.pending()).isEmpty();
        assertThat(town.balance(ALICE)).isEqualTo(9_995);
    }

    @Test
    void order_whoseOutcomeIsUnknown_staysAndIsEndedAtTheNextLogin() {
        PeerEndpoint alice = logIn(outbox);
        alice.pay(BOB, 1);
        town.server().close();
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> alice.pay(BOB, 5));
        SignedOrder order = alice.undecided().get(0);
        bob.client.close();
        town.restart();

        PeerEndpoint again = logIn(outbox);
        again.resumed().join();

        assertThat(watcher.resolved).singleElement().satisfies(payment -> {
            assertThat(payment.order()).isEqualTo(order);
            assertThat(payment.receipt().outcome().status()).isEqualTo(StatusCode.VOIDED);
        });
        assertThat(again.undecided()).isEmpty();
        assertThat(outbox.pending()).isEmpty();
        assertThat(town.balance(ALICE)).isEqualTo(9_999);
    }

    @Test
    void order_thatIsVoidedByHand_leavesTheOutbox() {
        SignedOrder order = order(ALICE, serverKey(), someOrder());
        PeerEndpoint alice = logIn(outbox);
        outbox.add(entry(order));
        assertThat(alice.undecided()).containsExactly(order);
        assertThat(alice.status(order)).isEmpty();
        assertThat(alice.undecided()).containsExactly(order);

        assertThat(alice.voidOrder(order).receipt().outcome().status()).isEqualTo(StatusCode.VOIDED);

        assertThat(alice.undecided()).isEmpty();
    }

    @Test
    void ordersOfOtherAccountsAndServers_areLeftAlone() {
        SignedOrder like = someOrder();
        SignedOrder mine = order(ALICE, serverKey(), like);
        SignedOrder othersOrder = order(new AccountId("mallory"), serverKey(), like);
        SignedOrder elsewhere =
                order(ALICE, Fingerprint.ofPublicKey(Bytes.of((byte) 1)).keyId(), like);
        outbox.add(entry(othersOrder));
        outbox.add(entry(elsewhere));
        outbox.add(entry(mine));

        PeerEndpoint alice = logIn(outbox);
        alice.resumed().join();

        assertThat(watcher.resolved).extracting(Payment::order).containsExactly(mine);
        assertThat(alice.undecided()).isEmpty();
        assertThat(outbox.pending()).containsExactlyInAnyOrder(entry(othersOrder), entry(elsewhere));
    }

    @Test
    void paymentUnderWay_isNeitherUndecidedNorEnded_whileTheOutboxIsResumed() {
        CompletableFuture<Void> resuming = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        AccountId carol = new AccountId("carol");
        MicropayClient payee = town.connect(new PeerListener() {
            @Override
            public boolean accept(Offer offer) {
                return answer.join();
            }
        });
        payee.register(carol, Town.wallet(carol));
        payee.login(carol, Town.wallet(carol));
        SignedOrder left = order(ALICE, serverKey(), someOrder());
        outbox.add(entry(left));
        PeerEndpoint alice = logIn(town.builder().outbox(outbox).listener(new PeerListener() {
            @Override
            public void sent(Traffic message) {
                if (message.text().startsWith("STATUS#")) {
                    resuming.join();
                }
            }
        }));
        CompletableFuture<Payment> paying = alice.payAsync(carol, 5);
        await().until(() -> outbox.pending().size() == 2);
        assertThat(alice.undecided()).containsExactly(left);
        resuming.complete(null);
        alice.resumed().join();
        assertThat(alice.undecided()).isEmpty();
        assertThat(outbox.pending()).hasSize(1);
        answer.complete(true);

        assertThat(paying.join().receipt().outcome().isSettled()).isTrue();
        assertThat(outbox.pending()).isEmpty();
    }

    @Test
    void thousandOrders_areAskedAboutInThirtyTwoQuestions() {
        SignedOrder like = someOrder();
        List<SignedOrder> orders = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            PaymentOrder old = like.order();
            PaymentOrder content = new PaymentOrder(
                    old.serverKey(),
                    OrderId.next(Clock.systemUTC(), RANDOM),
                    ALICE,
                    BOB,
                    old.payeeKey(),
                    1,
                    old.issuedAt(),
                    old.expiresAt(),
                    old.memoDigest(),
                    old.captureBy(),
                    old.purpose());
            orders.add(new SignedOrder(content, Statements.encode(content), like.signature()));
        }
        orders.forEach(order -> outbox.add(entry(order)));

        PeerEndpoint alice = logIn(outbox);
        alice.resumed().join();

        assertThat(alice.undecided()).isEmpty();
        assertThat(watcher.resolved)
                .hasSize(1000)
                .allMatch(payment -> !payment.receipt().outcome().isSettled());
        assertThat(watcher.sent("STATUS#")).isEqualTo(32);
        assertThat(watcher.sent("VOID#")).isEqualTo(1000);
    }

    @Test
    void login_withAServerThatFallsSilent_isNotHeldUp_andTheOrdersStay() throws IOException {
        SignedOrder order = order(ALICE, serverKey(), someOrder());
        outbox.add(entry(order));
        try (Proxy proxy = new Proxy(town.port())) {
            PeerEndpoint alice = logIn(MicropayClient.builder(
                            "127.0.0.1",
                            proxy.port(),
                            ServerTrust.pinned(town.server().fingerprint()))
                    .timeout(Duration.ofSeconds(2))
                    .listener(watcher)
                    .outbox(new Forwarding(outbox) {
                        @Override
                        public List<OutboxEntry> pending() {
                            // The session asks for them right after its login.
                            proxy.swallow();
                            return super.pending();
                        }
                    }));
            assertThat(alice.resumed()).isNotDone();

            alice.resumed().join();

            assertThat(alice.undecided()).containsExactly(order);
            assertThat(watcher.resolved).isEmpty();
        }
    }

    @Test
    void login_withAnOutboxThatCannotBeRead_succeeds_andTheFailureIsToldToWhoeverAsks() {
        PeerEndpoint alice = logIn(new Forwarding(outbox) {
            @Override
            public List<OutboxEntry> pending() {
                return List.of(new OutboxEntry(
                        new OrderRef(ALICE, OrderId.next(Clock.systemUTC(), RANDOM)), Bytes.of((byte) 1)));
            }
        });
        alice.resumed().join();

        assertThatExceptionOfType(StoreException.class).isThrownBy(alice::undecided);
        assertThat(alice.pay(BOB, 5).receipt().outcome().isSettled()).isTrue();
    }
}
