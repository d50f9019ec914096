package io.micropay.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MovableClock;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be paid once: payment requests and refunds, case by case. */
class ClaimTest {
    private static final AccountId ALICE = Commands.name(1);
    private static final AccountId BOB = Commands.name(2);
    private static final AccountId CAROL = Commands.name(3);
    private static final Duration HOUR = Duration.ofHours(1);

    private final MovableClock clock = new MovableClock(TestKeys.CLOCK.instant());
    private final Commands commands = new Commands(TestKeys.one().keyId(), TestKeys.CLOCK.instant());
    private final AccountStore store = InMemoryAccountStore.create();
    private final LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), 100, clock);
    private final PaymentRequest request = commands.request(1, BOB, 30, HOUR);

    private long orders;

    @BeforeEach
    void open() {
        for (AccountId name : List.of(ALICE, BOB, CAROL)) {
            assertThat(write(Commands.register(name))).containsExactly(StatusCode.REGISTERED);
        }
    }

    private List<StatusCode> write(Command... batch) {
        return writer.write(List.of(batch)).stream()
                .map(answer -> answer instanceof Answer.Decided decided
                        ? decided.receipt().outcome().status()
                        : answer instanceof Answer.Done done ? done.status() : ((Answer.Refused) answer).status())
                .toList();
    }

    private Command.Settle pay(AccountId payer, AccountId payee, long amount, Purpose purpose) {
        return Commands.settle(commands.order(Commands.id(++orders), payer, payee, amount, purpose), true);
    }

    private Command.Settle payRequest(AccountId payer, long amount) {
        return pay(payer, BOB, amount, new Purpose.Requested(request.id()));
    }

    private OrderRef paid(AccountId payer, AccountId payee, long amount) {
        PaymentOrder order = commands.order(Commands.id(++orders), payer, payee, amount);
        assertThat(write(Commands.settle(order, true))).containsExactly(StatusCode.SETTLED);
        return order.ref();
    }

    private Command.Settle refund(AccountId by, OrderRef payment, long amount) {
        return pay(by, payment.payer(), amount, new Purpose.Refund(payment.id()));
    }

    @Test
    void request_isPaidOnce_byWhoeverIsFirst() {
        assertThat(write(payRequest(ALICE, 30))).containsExactly(StatusCode.REQUEST_UNKNOWN);
        assertThat(write(Commands.make(request))).containsExactly(StatusCode.OK);
        assertThat(write(payRequest(CAROL, 30), payRequest(ALICE, 30)))
                .containsExactly(StatusCode.SETTLED, StatusCode.REQUEST_PAID);
        assertThat(write(payRequest(ALICE, 30))).containsExactly(StatusCode.REQUEST_PAID);
    }

    @Test
    void request_isMadeAndPaid_inOneBatch() {
        assertThat(write(payRequest(ALICE, 30), Commands.make(request), payRequest(ALICE, 30)))
                .containsExactly(StatusCode.REQUEST_UNKNOWN, StatusCode.OK, StatusCode.SETTLED);
    }

    @Test
    void request_isPaidWithWhatItAsksFor_toWhomAsks() {
        write(Commands.make(request));
        assertThat(write(
                        payRequest(ALICE, 29),
                        payRequest(ALICE, 31),
                        pay(ALICE, CAROL, 30, new Purpose.Requested(request.id()))))
                .containsExactly(StatusCode.REQUEST_DIFFERS, StatusCode.REQUEST_DIFFERS, StatusCode.REQUEST_UNKNOWN);
    }

    @Test
    void request_ofTheSameId_isAnothersOwn() {
        write(Commands.make(request), Commands.make(commands.request(1, CAROL, 7, HOUR)));
        assertThat(write(payRequest(ALICE, 30), pay(ALICE, CAROL, 7, new Purpose.Requested(request.id()))))
                .containsExactly(StatusCode.SETTLED, StatusCode.SETTLED);
    }

    @Test
    void request_again_changesNothing_andAnotherOfItsId_isRefused() {
        write(Commands.make(request));
        assertThat(write(Commands.make(request), Commands.make(commands.request(1, BOB, 31, HOUR))))
                .containsExactly(StatusCode.OK, StatusCode.REQUEST_DIFFERS);
        write(payRequest(ALICE, 30));
        assertThat(write(Commands.make(request), payRequest(ALICE, 30)))
                .containsExactly(StatusCode.OK, StatusCode.REQUEST_PAID);
    }

    @Test
    void request_expires_andItsLastMomentCounts() {
        Duration soon = Duration.ofMinutes(1);
        write(Commands.make(commands.request(1, BOB, 30, soon)));
        clock.move(soon);
        Command.Settle first = payRequest(ALICE, 1000);
        assertThat(write(first)).containsExactly(StatusCode.REQUEST_DIFFERS);
        clock.move(Duration.ofMillis(1));
        assertThat(write(payRequest(ALICE, 30))).containsExactly(StatusCode.REQUEST_EXPIRED);
        assertThat(write(Commands.make(commands.request(2, BOB, 30, soon))))
                .containsExactly(StatusCode.REQUEST_EXPIRED);
    }

    @Test
    void request_thatMakesNoSense_isRefused() {
        assertThat(write(
                        Commands.make(commands.request(1, BOB, 0, HOUR)),
                        Commands.make(commands.request(1, Commands.name(9), 1, HOUR)),
                        Commands.make(commands.request(1, BOB, 1, PaymentRequest.MAX_VALIDITY.plusMillis(1))),
                        Commands.make(commands.request(1, BOB, 1, Duration.ofMillis(-1)))))
                .containsExactly(
                        StatusCode.AMOUNT_NOT_POSITIVE,
                        StatusCode.UNKNOWN_PAYEE,
                        StatusCode.REQUEST_EXPIRED,
                        StatusCode.REQUEST_EXPIRED);
    }

    @Test
    void orderThatCannotBePaid_leavesTheRequestOpen() {
        PaymentRequest dear = commands.request(1, BOB, 150, HOUR);
        write(Commands.make(dear));
        assertThat(write(payRequest(ALICE, 150))).containsExactly(StatusCode.INSUFFICIENT_FUNDS);
        paid(CAROL, ALICE, 60);
        assertThat(write(payRequest(ALICE, 150))).containsExactly(StatusCode.SETTLED);
    }

    @Test
    void refund_isOfNoMoreThanWasReceived_andOnce() {
        OrderRef payment = paid(ALICE, BOB, 40);
        assertThat(write(refund(BOB, payment, 41), refund(BOB, payment, 40), refund(BOB, payment, 1)))
                .containsExactly(StatusCode.REFUND_EXCEEDED, StatusCode.SETTLED, StatusCode.REFUNDED);
        assertThat(write(refund(BOB, payment, 1))).containsExactly(StatusCode.REFUNDED);
    }

    @Test
    void refund_isOfThePayees() {
        OrderRef payment = paid(ALICE, BOB, 40);
        OrderRef toCarol = new OrderRef(CAROL, payment.id());
        assertThat(write(refund(CAROL, payment, 1), refund(BOB, toCarol, 1), refund(ALICE, payment, 1)))
                .containsExactly(StatusCode.REFUND_UNKNOWN, StatusCode.REFUND_UNKNOWN, StatusCode.PAYER_IS_PAYEE);
    }

    @Test
    void refund_ofWhatMovedNothing_isRefused() {
        PaymentOrder failed = commands.order(Commands.id(++orders), ALICE, BOB, 1000);
        PaymentOrder voided = commands.order(Commands.id(++orders), ALICE, BOB, 10);
        PaymentOrder held = commands.hold(Commands.id(++orders), ALICE, BOB, 20, HOUR);
        write(Commands.settle(failed, true), Commands.voiding(voided), Commands.settle(held, true));
        assertThat(write(refund(BOB, failed.ref(), 1), refund(BOB, voided.ref(), 1), refund(BOB, held.ref(), 1)))
                .containsOnly(StatusCode.REFUND_UNKNOWN);
        write(Commands.capture(held, 5));
        assertThat(write(refund(BOB, held.ref(), 6), refund(BOB, held.ref(), 5)))
                .containsExactly(StatusCode.REFUND_EXCEEDED, StatusCode.SETTLED);
    }

    @Test
    void refund_inTheBatchOfItsPayment_countsWhatComesBefore() {
        PaymentOrder payment = commands.order(Commands.id(++orders), ALICE, BOB, 40);
        assertThat(write(
                        refund(BOB, payment.ref(), 40), Commands.settle(payment, true), refund(BOB, payment.ref(), 40)))
                .containsExactly(StatusCode.REFUND_UNKNOWN, StatusCode.SETTLED, StatusCode.SETTLED);
    }

    @Test
    void refund_canBeRefunded() {
        OrderRef payment = paid(ALICE, BOB, 40);
        Command.Settle back = refund(BOB, payment, 25);
        OrderRef refund = back.order().order().ref();
        assertThat(write(back)).containsExactly(StatusCode.SETTLED);
        assertThat(write(refund(ALICE, refund, 26), refund(ALICE, refund, 25)))
                .containsExactly(StatusCode.REFUND_EXCEEDED, StatusCode.SETTLED);
    }

    /** The key of a refund cannot be taken by a request, nor that of a request by one of another payee. */
    @Test
    void keys_areApart() {
        OrderRef payment = paid(ALICE, BOB, 40);
        assertThat(List.of(
                        ClaimKeys.ofRefund(payment),
                        ClaimKeys.ofRefund(new OrderRef(BOB, payment.id())),
                        ClaimKeys.ofRequest(BOB, request.id()),
                        ClaimKeys.ofRequest(CAROL, request.id())))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameOrderAgain_getsTheSameAnswer_andTheClaimStaysAsItIs() {
        write(Commands.make(request));
        Command.Settle order = payRequest(ALICE, 30);
        assertThat(write(order, order)).containsExactly(StatusCode.SETTLED, StatusCode.SETTLED);
        assertThat(write(order)).containsExactly(StatusCode.SETTLED);
        try (LedgerView view = store.view()) {
            assertThat(view.claims(Optional.empty(), 9).get(0).settledBy())
                    .contains(order.order().order().ref());
        }
    }
}
