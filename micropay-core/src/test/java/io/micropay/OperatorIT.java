package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.Town.Member;
import io.micropay.error.MicropayException;
import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderId;
import io.micropay.model.Payment;
import io.micropay.model.StatementLine;
import io.micropay.model.StatusCode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The operator's acts beside a running server. */
class OperatorIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static OrderId act() {
        return OrderId.next(Clock.systemUTC(), RANDOM);
    }

    @Test
    void issue_happensOnce_howeverOftenItIsAskedFor() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            OrderId act = act();
            town.operator().issue(act, ALICE, 500, "ticket 17");
            town.operator().issue(act, ALICE, 500, "ticket 17");
            assertRefused(() -> town.operator().issue(act, ALICE, 501, "ticket 17"), StatusCode.ORDER_CONFLICT);
            assertThat(town.balance(ALICE)).isEqualTo(10_500);
            assertThat(town.sum()).isZero();
            StatementLine line = alice.endpoint.statement(1).lines().get(0);
            assertThat(line.kind()).isEqualTo(EntryKind.ISSUE);
            assertThat(line.counterparty()).isEqualTo(AccountId.ISSUANCE);
            assertThat(line.order()).contains(act);
        }
    }

    @Test
    void frozenAccount_neitherPaysNorIsPaid_untilItIsUnfrozen() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment hold = alice.endpoint.authorize(BOB, 10, Duration.ofDays(1));
            town.operator().freeze(act(), BOB, "complaint");
            assertRefused(() -> alice.endpoint.pay(BOB, 1), StatusCode.ACCOUNT_FROZEN);
            assertRefused(() -> bob.endpoint.pay(ALICE, 1), StatusCode.ACCOUNT_FROZEN);
            assertRefused(() -> bob.endpoint.capture(hold.order(), 10), StatusCode.ACCOUNT_FROZEN);
            assertThat(bob.endpoint.statement(9).lines()).isNotEmpty();
            town.operator().unfreeze(act(), BOB, "settled");
            assertThat(alice.endpoint.pay(BOB, 1).receipt().outcome().isSettled())
                    .isTrue();
            assertThat(bob.endpoint.capture(hold.order(), 10).captured()).isEqualTo(10);
        }
    }

    @Test
    void closedAccount_isEmptyForEver_andItsNameStaysTaken() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            Member bob = town.join(BOB);
            Payment hold = bob.endpoint.authorize(ALICE, 10, Duration.ofDays(1));
            assertRefused(() -> town.operator().close(act(), BOB, "left"), StatusCode.HOLDS_OPEN);
            alice.endpoint.release(hold.order());
            town.operator().close(act(), BOB, "left");
            assertThat(town.balance(BOB)).isZero();
            assertThat(town.sum()).isZero();
            assertRefused(() -> alice.endpoint.pay(BOB, 1), StatusCode.ACCOUNT_CLOSED);
            assertRefused(() -> town.operator().issue(act(), BOB, 1, "again"), StatusCode.ACCOUNT_CLOSED);
            assertRefused(() -> town.operator().unfreeze(act(), BOB, "again"), StatusCode.ACCOUNT_CLOSED);
            bob.client.close();
            assertRefused(() -> town.comeBack(BOB), StatusCode.ACCOUNT_CLOSED);
            assertRefused(() -> town.join(BOB), StatusCode.NAME_TAKEN);
        }
    }

    @Test
    void senselessActs_areRefused_andWriteNothing() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            int lines = alice.endpoint.statement(9).lines().size();
            Operator operator = town.operator();
            assertRefused(() -> operator.issue(act(), ALICE, 0, ""), StatusCode.AMOUNT_NOT_POSITIVE);
            assertRefused(() -> operator.issue(act(), ALICE, -1, ""), StatusCode.AMOUNT_NOT_POSITIVE);
            assertRefused(() -> operator.issue(act(), ALICE, Long.MAX_VALUE, ""), StatusCode.BALANCE_OVERFLOW);
            assertRefused(() -> operator.issue(act(), new AccountId("Alice"), 1, ""), StatusCode.UNKNOWN_PAYEE);
            assertRefused(() -> operator.freeze(act(), AccountId.ISSUANCE, ""), StatusCode.UNKNOWN_PAYEE);
            assertThatIllegalArgumentException().isThrownBy(() -> operator.freeze(act(), ALICE, "\u20ac".repeat(86)));
            assertThat(alice.endpoint.statement(9).lines()).hasSize(lines);
        }
    }

    private static void assertRefused(ThrowingCallable call, StatusCode status) {
        assertThatExceptionOfType(MicropayException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.status()).isEqualTo(status));
    }
}
