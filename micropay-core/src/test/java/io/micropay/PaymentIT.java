package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.micropay.Town.Member;
import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.event.ServerListener;
import io.micropay.keys.Fingerprint;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments between real clients over real TLS. */
class PaymentIT {
    private static void assertRejected(Runnable payment, StatusCode status) {
        assertThatThrownBy(payment::run)
                .asInstanceOf(type(OrderRejectedException.class))
                .extracting(MicropayException::status)
                .isEqualTo(status);
    }

    @Test
    void payment_movesTheMoney_andBothHoldTheReceipt() throws InterruptedException {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment paid = alice.endpoint.pay(BOB, 2000, "lunch");
            Payment received = bob.received.poll(10, TimeUnit.SECONDS);
            assertThat(received).isEqualTo(paid);
            assertThat(bob.memos.poll()).contains("lunch");
            assertThat(paid.receipt().outcome().isSettled()).isTrue();
            ReceiptVerifier.of(town.server().certificate()).verify(paid);
            assertThat(alice.client.list().balance()).isEqualTo(8000);
            assertThat(bob.client.list().balance()).isEqualTo(12_000);
            assertThat(bob.endpoint.status(paid.order())).contains(paid);
        }
    }

    @Test
    void receiptFile_verifiesOffline_andNoBitOfItCanChange() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            town.join(BOB);
            String text = ReceiptVerifier.toText(alice.endpoint.pay(BOB, 7));
            ReceiptVerifier verifier = ReceiptVerifier.of(town.server().certificate());
            assertThat(verifier.verify(text).amount()).isEqualTo(7);
            assertThat(verifier.verify(text.replace("\n", "\r\n")).amount()).isEqualTo(7);
            int start = text.indexOf('\n') + 1;
            int end = text.indexOf("\n-----END");
            for (int i = start; i < end; i += 7) {
                char swapped = text.charAt(i) == 'A' ? 'B' : 'A';
                String forged = text.substring(0, i) + swapped + text.substring(i + 1);
                if (text.charAt(i) != '\n' && isCoveredByTheReceipt(verifier, forged)) {
                    throw new AssertionError("accepted with another character at " + i);
                }
            }
        }
    }

    /** The payer's own signature is not what the server's receipt is about; all the rest is. */
    private static boolean isCoveredByTheReceipt(ReceiptVerifier verifier, String forged) {
        try {
            Payment payment = verifier.verify(forged);
            return payment.amount() != 7 || !payment.receipt().outcome().isSettled();
        } catch (MicropayException e) {
            return false;
        }
    }

    @Test
    void senselessPayments_areRejected_andNothingMoves() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            town.join(BOB);
            assertRejected(() -> alice.endpoint.pay(BOB, 0), StatusCode.AMOUNT_NOT_POSITIVE);
            assertRejected(() -> alice.endpoint.pay(BOB, -1), StatusCode.AMOUNT_NOT_POSITIVE);
            assertRejected(() -> alice.endpoint.pay(BOB, 10_001), StatusCode.INSUFFICIENT_FUNDS);
            assertRejected(() -> alice.endpoint.pay(BOB, Long.MAX_VALUE), StatusCode.INSUFFICIENT_FUNDS);
            assertRejected(() -> alice.endpoint.pay(ALICE, 1), StatusCode.PAYER_IS_PAYEE);
            assertRejected(() -> alice.endpoint.pay(new AccountId("Alice"), 1), StatusCode.PAYER_IS_PAYEE);
            assertRejected(() -> alice.endpoint.pay(new AccountId("nobody"), 1), StatusCode.UNKNOWN_PAYEE);
            assertRejected(() -> alice.endpoint.pay(AccountId.ISSUANCE, 1), StatusCode.UNKNOWN_PAYEE);
            assertRejected(() -> alice.endpoint.pay(BOB, 1, "x".repeat(513)), StatusCode.MALFORMED);
            assertThat(town.balance(ALICE)).isEqualTo(10_000);
            assertThat(town.balance(BOB)).isEqualTo(10_000);
            assertThat(alice.endpoint.pay(new AccountId("BOB"), 1).payee()).isEqualTo(BOB);
        }
    }

    @Test
    void rejection_isProvedByAReceipt() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            town.join(BOB);
            assertThatThrownBy(() -> alice.endpoint.pay(BOB, 10_001))
                    .asInstanceOf(type(OrderRejectedException.class))
                    .satisfies(rejection -> {
                        Payment payment = rejection.payment().orElseThrow();
                        ReceiptVerifier.of(town.server().certificate()).verify(payment);
                        assertThat(alice.endpoint.voidOrder(payment.order())).isEqualTo(payment);
                    });
        }
    }

    @Test
    void payeeThatDeclines_getsNothing_andTheOrderIsVoidForEver() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            bob.isWilling = false;
            assertThatThrownBy(() -> alice.endpoint.pay(BOB, 5))
                    .hasMessageContaining("bob declined the offer")
                    .asInstanceOf(type(OrderRejectedException.class))
                    .satisfies(rejection -> assertThat(rejection
                                    .payment()
                                    .orElseThrow()
                                    .receipt()
                                    .outcome()
                                    .status())
                            .isEqualTo(StatusCode.VOIDED));
            assertThat(town.balance(ALICE)).isEqualTo(10_000);
        }
    }

    @Test
    void payeeThatLeft_isOffline_andOneThatComesBack_isPaidAgain() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            alice.endpoint.pay(BOB, 1);
            bob.client.close();
            assertRejected(() -> alice.endpoint.pay(BOB, 1), StatusCode.PAYEE_OFFLINE);
            town.comeBack(BOB);
            alice.endpoint.pay(BOB, 1);
            assertThat(town.balance(BOB)).isEqualTo(10_002);
        }
    }

    @Test
    void manyPaymentsAtOnce_bothWays_loseAndCreateNothing() throws InterruptedException {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            List<CompletableFuture<Payment>> payments = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                payments.add(alice.endpoint.payAsync(BOB, 3));
                payments.add(bob.endpoint.payAsync(ALICE, 2));
            }
            payments.forEach(CompletableFuture::join);
            assertThat(town.balance(ALICE)).isEqualTo(10_000 - 200);
            assertThat(town.balance(BOB)).isEqualTo(10_000 + 200);
            assertThat(town.sum()).isZero();
            for (int i = 0; i < 200; i++) {
                assertThat(bob.received.poll(10, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(bob.received.poll()).isNull();
        }
    }

    @Test
    void serverThatIsGone_leavesTheOutcomeUnknown_andTheSameOrderIsAnsweredLater() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment first = alice.endpoint.pay(BOB, 1);
            town.server().close();
            assertThatThrownBy(() -> alice.endpoint.pay(BOB, 5))
                    .asInstanceOf(type(OutcomeUnknownException.class))
                    .satisfies(unknown -> {
                        alice.client.close();
                        bob.client.close();
                        town.restart();
                        Member again = town.comeBack(ALICE);
                        assertThat(again.endpoint.status(unknown.order().orElseThrow()))
                                .isEmpty();
                        Payment voided =
                                again.endpoint.voidOrder(unknown.order().orElseThrow());
                        assertThat(voided.receipt().outcome().status()).isEqualTo(StatusCode.VOIDED);
                        assertThat(again.endpoint.status(first.order())).contains(first);
                    });
            assertThat(town.balance(ALICE)).isEqualTo(9_999);
        }
    }

    @Test
    void sqliteLedger_restarted_knowsWhatTheReceiptsSay(@TempDir Path directory) {
        Path file = directory.resolve("server.db");
        Payment paid;
        try (Town town = new Town(SqliteAccountStore.open(file), 10, ServerListener.NONE)) {
            Member alice = town.join(ALICE);
            town.join(BOB);
            paid = alice.endpoint.pay(BOB, 2000);
        }
        try (Town town = new Town(SqliteAccountStore.open(file), 10, ServerListener.NONE)) {
            Member bob = town.comeBack(BOB);
            assertThat(bob.client.list().balance()).isEqualTo(12_000);
            assertThat(bob.endpoint.status(paid.order())).isEqualTo(Optional.of(paid));
        }
    }

    @Test
    void accountWhoseKeyChanged_isRefusedLoudly() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            town.join(BOB);
            String name = town.server().fingerprint() + "/mallory";
            AccountId mallory = new AccountId("mallory");
            town.join(mallory);
            town.knownAccounts.check(
                    name, Fingerprint.of(Town.wallet(BOB).account().certificate()));
            assertThatThrownBy(() -> alice.endpoint.pay(mallory, 1))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("HAS CHANGED");
            assertThat(town.balance(mallory)).isEqualTo(10_000);
        }
    }
}
