package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.Town.Member;
import io.micropay.error.AuthenticationException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.ledger.ClaimKeys;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.Statements;
import io.micropay.keys.KnownKeys;
import io.micropay.ledger.Claim;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.RequestState;
import io.micropay.model.RequestState.Progress;
import io.micropay.model.SignedRequest;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Payment requests and refunds between real clients and a real server. */
class PaymentRequestIT {
    private static final AccountId CAROL = new AccountId("carol");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Executor OWN_THREAD = task -> new Thread(task, "rude").start();

    private static void assertRejected(ThrowingCallable call, StatusCode status) {
        assertThatExceptionOfType(OrderRejectedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.status()).isEqualTo(status));
    }

    private static void assertHolds(Town town) throws InterruptedException {
        assertThat(town.sum()).isZero();
        LedgerAudit.builder(town.store, town.server().certificate()).build().run();
    }

    @Test
    void request_isPaid_andBothSeeIt_andNobodyElseSeesWhoPaid() throws InterruptedException {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Member carol = town.join(CAROL);
            PaymentLink link = PaymentLink.parse(
                    bob.endpoint.request(250, "two coffees & a cake", DAY).uri());
            RequestState open = alice.endpoint.requestState(link);
            assertThat(open.progress()).isEqualTo(Progress.OPEN);
            assertThat(open.request().payee()).isEqualTo(BOB);
            assertThat(open.request().amount()).isEqualTo(250);

            Payment payment = alice.endpoint.pay(link);

            ReceiptVerifier.of(town.server().certificate()).verify(payment);
            assertThat(payment.order().order().purpose())
                    .contains(new Purpose.Requested(open.request().id()));
            assertThat(bob.received.poll(10, TimeUnit.SECONDS)).isEqualTo(payment);
            assertThat(bob.memos.poll(10, TimeUnit.SECONDS)).contains("two coffees & a cake");
            RequestState paid = new RequestState(open.request(), Progress.PAID, Optional.of(payment));
            assertThat(bob.endpoint.requestState(link)).isEqualTo(paid);
            assertThat(alice.endpoint.requestState(link)).isEqualTo(paid);
            assertThat(carol.endpoint.requestState(link))
                    .isEqualTo(new RequestState(open.request(), Progress.PAID, Optional.empty()));
            assertRejected(() -> carol.endpoint.pay(link), StatusCode.REQUEST_PAID);
            assertRejected(() -> alice.endpoint.pay(link), StatusCode.REQUEST_PAID);
            assertThat(town.balance(ALICE)).isEqualTo(9750);
            assertThat(town.balance(BOB)).isEqualTo(10_250);
            assertHolds(town);
        }
    }

    @Test
    void request_isPaid_whileItsPayeeIsAway_andAfterARestartOfTheServer() throws InterruptedException {
        try (Town town = new Town()) {
            Member bob = town.join(BOB);
            PaymentLink link = bob.endpoint.request(250, "coffee", DAY);
            bob.client.close();
            town.restart();
            Member alice = town.join(ALICE);

            Payment payment = alice.endpoint.pay(link);

            ReceiptVerifier.of(town.server().certificate()).verify(payment);
            assertThat(town.balance(BOB)).isEqualTo(10_250);
            RequestState state = town.comeBack(BOB).endpoint.requestState(link);
            assertThat(state.progress()).isEqualTo(Progress.PAID);
            assertThat(state.payment()).contains(payment);
            assertHolds(town);
        }
    }

    /** Logged in, but nobody answers at its port, or somebody hangs up at once: as good as away. */
    @Test
    void request_isPaid_whileItsPayeeCannotBeTalkedTo() throws Exception {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            PaymentLink first = bob.endpoint.request(1, DAY);
            PaymentLink second = bob.endpoint.request(2, DAY);
            int port = bob.endpoint.port();
            bob.endpoint.close();
            assertThat(alice.endpoint.pay(first).amount()).isEqualTo(1);
            try (ServerSocket rude = new ServerSocket()) {
                rude.setReuseAddress(true);
                rude.bind(new InetSocketAddress(port));
                CompletableFuture<Void> hungUp = CompletableFuture.runAsync(() -> hangUp(rude), OWN_THREAD);
                assertThat(alice.endpoint.pay(second).amount()).isEqualTo(2);
                hungUp.join();
            }
            assertThat(town.balance(BOB)).isEqualTo(10_003);
            assertHolds(town);
        }
    }

    private static void hangUp(ServerSocket rude) {
        try {
            rude.accept().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void request_thatManyPayAtOnce_isPaidOnce() throws InterruptedException {
        try (Town town = new Town()) {
            Member bob = town.join(BOB);
            List<Member> payers = IntStream.range(0, 4)
                    .mapToObj(number -> town.join(new AccountId("payer" + number)))
                    .toList();
            for (int round = 1; round <= 4; round++) {
                PaymentLink link = bob.endpoint.request(100, DAY);
                List<CompletableFuture<Payment>> payments = payers.stream()
                        .map(payer -> payer.endpoint.payAsync(link))
                        .toList();
                long settled =
                        payments.stream().filter(PaymentRequestIT::isSettled).count();
                assertThat(settled).isEqualTo(1);
                assertThat(town.balance(BOB)).isEqualTo(10_000 + 100L * round);
            }
            assertHolds(town);
        }
    }

    /** Whoever was too late knows for sure that nothing was paid. */
    private static boolean isSettled(CompletableFuture<Payment> payment) {
        try {
            return payment.join().receipt().outcome().isSettled();
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(OrderRejectedException.class);
            return false;
        }
    }

    @Test
    void alteredLink_paysNothing() throws InterruptedException {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            town.join(CAROL);
            PaymentLink link = bob.endpoint.request(250, "coffee", DAY);
            byte[] otherSecret = link.secret().toByteArray();
            otherSecret[3] ^= 1;
            assertRejected(
                    () -> alice.endpoint.pay(new PaymentLink(BOB, 2500, link.secret(), link.memo())),
                    StatusCode.REQUEST_DIFFERS);
            assertRejected(
                    () -> alice.endpoint.pay(new PaymentLink(BOB, 250, link.secret(), Optional.of("tea"))),
                    StatusCode.REQUEST_DIFFERS);
            assertRejected(
                    () -> alice.endpoint.pay(new PaymentLink(BOB, 250, link.secret(), Optional.empty())),
                    StatusCode.REQUEST_DIFFERS);
            assertRejected(
                    () -> alice.endpoint.pay(new PaymentLink(CAROL, 250, link.secret(), link.memo())),
                    StatusCode.REQUEST_UNKNOWN);
            assertRejected(
                    () -> alice.endpoint.pay(new PaymentLink(BOB, 250, Bytes.of(otherSecret), link.memo())),
                    StatusCode.REQUEST_UNKNOWN);
            assertThatExceptionOfType(RequestRefusedException.class)
                    .isThrownBy(() -> alice.endpoint.requestState(new PaymentLink(BOB, 1, link.secret(), link.memo())));
            assertThat(town.balance(ALICE)).isEqualTo(10_000);
            assertThat(alice.endpoint.undecided()).isEmpty();
            assertThat(alice.endpoint.pay(link).amount()).isEqualTo(250);
            assertHolds(town);
        }
    }

    @Test
    void request_pastItsTime_isNotPaid() {
        MovableClock clock = new MovableClock(Instant.now());
        try (Town town = new Town(clock)) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            PaymentLink link = bob.endpoint.request(250, Duration.ofMinutes(10));
            clock.move(Duration.ofMinutes(11));
            assertThat(bob.endpoint.requestState(link).progress()).isEqualTo(Progress.EXPIRED);
            assertRejected(() -> alice.endpoint.pay(link), StatusCode.REQUEST_EXPIRED);
            assertThat(town.balance(ALICE)).isEqualTo(10_000);
        }
    }

    @Test
    void requestOutOfBounds_isRefusedBeforeItLeaves() {
        try (Town town = new Town()) {
            Member bob = town.join(BOB);
            assertThatIllegalArgumentException().isThrownBy(() -> bob.endpoint.request(0, DAY));
            assertThatIllegalArgumentException().isThrownBy(() -> bob.endpoint.request(1, Duration.ZERO));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bob.endpoint.request(1, PaymentRequest.MAX_VALIDITY.plusMillis(1)));
            assertThatIllegalArgumentException().isThrownBy(() -> bob.endpoint.request(1, "", DAY));
            PaymentLink own = bob.endpoint.request(1, DAY);
            assertRejected(() -> bob.endpoint.pay(own), StatusCode.PAYER_IS_PAYEE);
        }
    }

    /** A server that changes what the payee has signed, or says that it is paid when it is not, is found out. */
    @Test
    void serverThatLies_isNotBelieved() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            PaymentLink link = bob.endpoint.request(250, DAY);
            Digest key = ClaimKeys.ofRequest(
                    BOB, alice.endpoint.requestState(link).request().id());
            SignedRequest signed = Archive.decodeRequest(claim(town, key).request());
            PaymentLink dearer =
                    new PaymentLink(BOB, 900, Bytes.of(new byte[PaymentLink.SECRET_SIZE]), Optional.empty());
            PaymentRequest lie = new PaymentRequest(
                    signed.request().serverKey(),
                    Sha256.digest(dearer.secret()),
                    BOB,
                    signed.request().payeeKey(),
                    900,
                    signed.request().issuedAt(),
                    signed.request().expiresAt(),
                    Digest.NONE);
            SignedRequest forged = new SignedRequest(lie, Statements.encode(lie), signed.signature());
            save(town, new Claim(ClaimKeys.ofRequest(BOB, lie.id()), Archive.encode(forged), Optional.empty()));
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> alice.endpoint.pay(dearer))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(StatusCode.SIGNATURE_INVALID));

            Payment other = alice.endpoint.pay(BOB, 250);
            save(town, claim(town, key).settled(other.order().order().ref()));
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> bob.endpoint.requestState(link))
                    .withMessageContaining("another payment");
        }
    }

    private static Claim claim(Town town, Digest key) {
        try (LedgerView view = town.store.view()) {
            return view.load(LedgerKeys.ofClaim(key)).claim(key).orElseThrow();
        }
    }

    private static void save(Town town, Claim claim) {
        try (LedgerTransaction transaction = town.store.begin()) {
            transaction.save(new LedgerChanges(
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(claim),
                    List.of(),
                    List.of()));
            transaction.commit();
        }
    }

    @Test
    void refund_goesBackOnce_andNoMoreThanWasReceived() throws InterruptedException {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment payment = alice.endpoint.pay(BOB, 2000, "a lamp");
            assertRejected(() -> bob.endpoint.refund(payment.order().order().ref(), 2001), StatusCode.REFUND_EXCEEDED);
            assertThat(town.balance(BOB)).isEqualTo(12_000);

            Payment refund = bob.endpoint.refund(payment.order().order().ref(), 1500);

            ReceiptVerifier.of(town.server().certificate()).verify(refund);
            assertThat(alice.received.poll(10, TimeUnit.SECONDS)).isEqualTo(refund);
            assertThat(refund.order().order().purpose()).contains(new Purpose.Refund(payment.id()));
            assertRejected(() -> bob.endpoint.refund(payment.order().order().ref(), 500), StatusCode.REFUNDED);
            Payment unrelated = bob.endpoint.pay(ALICE, 5);
            assertRejected(() -> bob.endpoint.refund(unrelated.order().order().ref(), 5), StatusCode.PAYER_IS_PAYEE);
            assertThat(town.balance(ALICE)).isEqualTo(9505);
            assertHolds(town);
        }
    }

    @Test
    void refund_reachesAPayerWhoIsAway() throws InterruptedException {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment payment = alice.endpoint.pay(BOB, 2000);
            alice.client.close();
            bob.endpoint.refund(payment.order().order().ref(), 2000);
            assertThat(town.balance(ALICE)).isEqualTo(10_000);
            assertThat(town.comeBack(ALICE).endpoint.statement(1).lines().get(0).amount())
                    .isEqualTo(2000);
            assertHolds(town);
        }
    }

    /** The two have never met: the payee learns the payer's key from the proof of the payment. */
    @Test
    void refund_reachesAPayerWhoWasNeverMet() throws InterruptedException {
        try (Town town = new Town()) {
            Member bob = town.join(BOB);
            PaymentLink link = bob.endpoint.request(250, DAY);
            bob.client.close();
            Member alice = town.join(ALICE);
            Payment payment = alice.endpoint.pay(link);
            alice.client.close();
            Member again = town.comeBack(BOB, KnownKeys.inMemory());
            assertRejected(() -> again.endpoint.refund(payment.order().order().ref(), 250), StatusCode.PAYEE_OFFLINE);
            assertThat(again.endpoint.requestState(link).payment()).contains(payment);
            again.endpoint.refund(payment.order().order().ref(), 250);
            assertThat(town.balance(ALICE)).isEqualTo(10_000);
            assertHolds(town);
        }
    }

    @Test
    void refund_ofAnothersPayment_isRejected() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            town.join(BOB);
            Member carol = town.join(CAROL);
            Payment payment = alice.endpoint.pay(BOB, 2000);
            assertRejected(() -> carol.endpoint.refund(payment.order().order().ref(), 1), StatusCode.REFUND_UNKNOWN);
            assertThat(town.balance(CAROL)).isEqualTo(10_000);
        }
    }
}
