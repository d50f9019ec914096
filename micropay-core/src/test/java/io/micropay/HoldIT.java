package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.Town.Member;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.RequestRefusedException;
import io.micropay.ledger.Account;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import io.micropay.model.HoldOutcome;
import io.micropay.model.Payment;
import io.micropay.model.StatementLine;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Holds between two real clients and a real server. */
class HoldIT {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void capture_takesAPart_andTheRestIsFree() throws InterruptedException {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment hold = alice.endpoint.authorize(BOB, 3000, DAY);
            assertThat(hold.receipt().outcome().status()).isEqualTo(StatusCode.AUTHORIZED);
            ReceiptVerifier.of(town.server().certificate()).verify(hold);
            assertThat(bob.holds.poll(10, TimeUnit.SECONDS)).isEqualTo(hold);
            assertThat(held(town, ALICE)).isEqualTo(3000);
            assertThat(bob.endpoint.holdOutcome(hold.order())).isEmpty();
            assertRejected(() -> alice.endpoint.pay(BOB, 7001), StatusCode.INSUFFICIENT_FUNDS);

            HoldOutcome outcome = bob.endpoint.capture(hold.order(), 1200);

            assertThat(outcome.captured()).isEqualTo(1200);
            assertThat(outcome.receipt().outcome().status()).isEqualTo(StatusCode.CAPTURED);
            assertThat(alice.endedHolds.poll(10, TimeUnit.SECONDS)).isEqualTo(outcome);
            assertThat(alice.endpoint.holdOutcome(hold.order())).contains(outcome);
            assertThat(bob.endpoint.capture(hold.order(), 1200)).isEqualTo(outcome);
            assertRefused(() -> bob.endpoint.capture(hold.order(), 1201), StatusCode.HOLD_ENDED);
            assertRefused(() -> bob.endpoint.release(hold.order()), StatusCode.HOLD_ENDED);
            assertThat(town.balance(ALICE)).isEqualTo(8800);
            assertThat(town.balance(BOB)).isEqualTo(11_200);
            assertThat(held(town, ALICE)).isZero();
            assertThat(bob.received).isEmpty();
        }
    }

    @Test
    void release_givesAllBack_andThePayerCannotTakeItBackBefore() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment hold = alice.endpoint.authorize(BOB, 10_000, DAY);
            // Voiding comes too late: the order is decided, and its receipt says so.
            assertThat(alice.endpoint.voidOrder(hold.order())).isEqualTo(hold);
            assertRefused(() -> alice.endpoint.release(hold.order()), StatusCode.HOLD_UNKNOWN);
            assertRefused(() -> bob.endpoint.capture(hold.order(), 10_001), StatusCode.HOLD_EXCEEDED);
            assertThat(held(town, ALICE)).isEqualTo(10_000);

            HoldOutcome outcome = bob.endpoint.release(hold.order());

            assertThat(outcome.captured()).isZero();
            assertThat(outcome.receipt().outcome().status()).isEqualTo(StatusCode.RELEASED);
            assertThat(bob.endpoint.release(hold.order())).isEqualTo(outcome);
            assertThat(held(town, ALICE)).isZero();
            assertThat(alice.endpoint.pay(BOB, 10_000).receipt().outcome().isSettled())
                    .isTrue();
        }
    }

    @Test
    void hold_pastItsTime_endsByItself_andAtTheLatestWhenSomebodyAsks() {
        MovableClock clock = new MovableClock(Instant.now());
        try (Town town = new Town(clock)) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment swept = alice.endpoint.authorize(BOB, 10, Duration.ofHours(1));
            Payment asked = alice.endpoint.authorize(BOB, 20, Duration.ofHours(2));
            clock.move(Duration.ofMinutes(61));
            Awaitility.await().untilAsserted(() -> assertThat(held(town, ALICE)).isEqualTo(20));
            assertThat(bob.endpoint
                            .holdOutcome(swept.order())
                            .orElseThrow()
                            .receipt()
                            .outcome()
                            .status())
                    .isEqualTo(StatusCode.HOLD_EXPIRED);
            assertRefused(() -> bob.endpoint.capture(swept.order(), 10), StatusCode.HOLD_ENDED);
            clock.move(Duration.ofMinutes(61));
            assertRefused(() -> bob.endpoint.capture(asked.order(), 20), StatusCode.HOLD_ENDED);
            assertThat(held(town, ALICE)).isZero();
            assertThat(town.balance(BOB)).isEqualTo(10_000);
            assertThat(town.sum()).isZero();
        }
    }

    @Test
    void hold_survivesARestart_andIsCapturedByALaterSession() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            town.join(BOB);
            Payment hold = alice.endpoint.authorize(BOB, 500, DAY);
            town.restart();
            Member bob = town.comeBack(BOB);
            assertThat(bob.endpoint.capture(hold.order(), 500).captured()).isEqualTo(500);
            assertThat(town.balance(BOB)).isEqualTo(10_500);
        }
    }

    @Test
    void strangers_learnNothingAboutAHold_andCannotEndIt() {
        AccountId carol = new AccountId("carol");
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            town.join(BOB);
            Member stranger = town.join(carol);
            Payment hold = alice.endpoint.authorize(BOB, 500, DAY);
            assertRefused(() -> stranger.endpoint.holdOutcome(hold.order()), StatusCode.HOLD_UNKNOWN);
            assertRefused(() -> stranger.endpoint.capture(hold.order(), 1), StatusCode.HOLD_UNKNOWN);
            assertThat(held(town, ALICE)).isEqualTo(500);
        }
    }

    @Test
    void timesAndAmountsOutOfBounds_areRefusedBeforeAnythingLeaves() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(119), Duration.ofDays(32))) {
                assertThatIllegalArgumentException().isThrownBy(() -> alice.endpoint.authorize(BOB, 1, wrong));
            }
            assertRejected(() -> alice.endpoint.authorize(BOB, 0, DAY), StatusCode.AMOUNT_NOT_POSITIVE);
            Payment hold = alice.endpoint.authorize(BOB, 1, DAY);
            assertThatIllegalArgumentException().isThrownBy(() -> bob.endpoint.capture(hold.order(), 0));
        }
    }

    @Test
    void statement_showsHoldsToTheirPayer_andWhatMovedToBoth() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment hold = alice.endpoint.authorize(BOB, 300, DAY);
            bob.endpoint.capture(hold.order(), 100);
            List<StatementLine> payers = alice.endpoint.statement(256).lines();
            assertThat(payers)
                    .extracting(StatementLine::kind)
                    .containsExactly(EntryKind.CAPTURE, EntryKind.HOLD, EntryKind.OPENING);
            assertThat(payers).extracting(StatementLine::amount).containsExactly(-100L, 0L, 10_000L);
            assertThat(payers).extracting(StatementLine::held).containsExactly(-300L, 300L, 0L);
            assertThat(payers).extracting(StatementLine::balance).containsExactly(9900L, 10_000L, 10_000L);
            List<StatementLine> payees = bob.endpoint.statement(256).lines();
            assertThat(payees).extracting(StatementLine::kind).containsExactly(EntryKind.CAPTURE, EntryKind.OPENING);
            assertThat(payees.get(0).counterparty()).isEqualTo(ALICE);
            assertThat(payees.get(0).amount()).isEqualTo(100);
        }
    }

    private static long held(Town town, AccountId account) {
        try (LedgerView view = town.store.view()) {
            return view.load(LedgerKeys.ofAccounts(account))
                    .account(account)
                    .map(Account::held)
                    .orElseThrow();
        }
    }

    private static void assertRejected(ThrowingCallable call, StatusCode status) {
        assertThatExceptionOfType(OrderRejectedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.status()).isEqualTo(status));
    }

    private static void assertRefused(ThrowingCallable call, StatusCode status) {
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.status()).isEqualTo(status));
    }
}
