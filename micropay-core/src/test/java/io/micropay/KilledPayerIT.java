package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.error.StoreException;
import io.micropay.event.PeerListener;
import io.micropay.keys.Passphrase;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import io.micropay.outbox.FileOutbox;
import io.micropay.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A payer in a process of its own, killed after its order has left, finds the order and its end when it is started again. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KilledPayerIT {
    @TempDir
    Path directory;

    private final Town town = new Town();
    private final CompletableFuture<SignedOrder> offered = new CompletableFuture<>();
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
    private final BlockingQueue<Payment> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<Payment> resolved = new LinkedBlockingQueue<>();
    private MicropayClient bob;
    private Process payer;

    /** Takes its time over an offer. */
    private final class Payee implements PeerListener {
        @Override
        public boolean accept(Offer offer) {
            offered.complete(offer.order());
            return answer.join();
        }

        @Override
        public void paymentReceived(Payment payment, Optional<String> memo) {
            arrived.add(payment);
        }
    }

    private Path outboxFile() {
        return directory.resolve("alice.outbox");
    }

    @BeforeEach
    void offerAnOrder() throws IOException {
        town.join(ALICE).client.close();
        bob = town.connect(new Payee());
        bob.register(BOB, Town.wallet(BOB));
        bob.login(BOB, Town.wallet(BOB));
        Path wallet = directory.resolve("alice.p12");
        Town.wallet(ALICE).save(wallet, Passphrase.of(PayingProgram.PASSPHRASE));
        payer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PayingProgram.class.getName(),
                        String.valueOf(town.port()),
                        town.server().fingerprint().toString(),
                        outboxFile().toString(),
                        wallet.toString(),
                        ALICE.name(),
                        BOB.name(),
                        "2000")
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
        var unused = payer.onExit()
                .thenRun(() -> offered.completeExceptionally(new AssertionError("the payer ended before it paid")));
        offered.join();
    }

    @AfterEach
    void close() {
        answer.complete(false);
        payer.destroyForcibly();
        town.close();
    }

    private void kill() throws InterruptedException {
        payer.destroyForcibly().waitFor();
    }

    private Payment resume() throws InterruptedException {
        PeerListener listener = new PeerListener() {
            @Override
            public void orderResolved(Payment payment) {
                resolved.add(payment);
            }
        };
        try (Outbox outbox = FileOutbox.open(outboxFile());
                MicropayClient client =
                        town.builder().outbox(outbox).listener(listener).connect()) {
            PeerEndpoint endpoint = client.login(ALICE, Town.wallet(ALICE));
            endpoint.resumed().join();
            assertThat(endpoint.undecided()).isEmpty();
            assertThat(outbox.pending()).isEmpty();
            assertThat(resolved).hasSize(1);
            return resolved.take();
        }
    }

    @Test
    void order_thatItsPayeeNeverHandedIn_isVoided_andCannotSettleLater() throws Exception {
        kill();
        Payment payment = resume();
        answer.complete(true);

        assertThat(payment.order()).isEqualTo(offered.join());
        assertThat(payment.receipt().outcome().status()).isEqualTo(StatusCode.VOIDED);
        bob.close();
        assertThat(arrived).isEmpty();
        assertThat(town.balance(ALICE)).isEqualTo(10_000);
        assertThat(town.sum()).isZero();
    }

    @Test
    void order_thatSettledAfterItsPayerWasKilled_isFoundSettled() throws Exception {
        kill();
        answer.complete(true);
        Payment received = arrived.poll(1, TimeUnit.MINUTES);
        Payment payment = resume();

        assertThat(payment).isEqualTo(received);
        assertThat(payment.receipt().outcome().isSettled()).isTrue();
        assertThat(town.balance(ALICE)).isEqualTo(8_000);
    }

    @Test
    void outboxOfALivingProcess_isRefusedToAnotherOne() throws Exception {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> FileOutbox.open(outboxFile()))
                .withMessageContaining(outboxFile().toString())
                .withMessageContaining("another process uses it");
        kill();
        try (Outbox outbox = FileOutbox.open(outboxFile())) {
            assertThat(outbox.pending()).hasSize(1);
        }
    }
}
