package io.micropay.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.internal.message.OperatorAct.Kind;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.PaymentOrder;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** An order with two faults is rejected for the one that comes first in the documented order. */
class RejectionPrecedenceTest {
    private static final long OPENING = 100;
    private static final AccountId PAYER = Commands.name(1);
    private static final AccountId PAYEE = Commands.name(2);
    private static final AccountId FROZEN = Commands.name(3);
    private static final AccountId CLOSED = Commands.name(4);
    private static final AccountId NOBODY = Commands.name(9);
    private static final OrderId USED = Commands.id(1);

    /** An order that can be spoilt. */
    private static final class Draft {
        KeyId server = TestKeys.one().keyId();
        OrderId id = Commands.id(2);
        AccountId payer = PAYER;
        AccountId payee = PAYEE;
        long amount = 10;
        Instant issued = TestKeys.CLOCK.instant();
        boolean authentic = true;

        Command.Settle command() {
            Instant expires = issued.plus(PaymentOrder.DEFAULT_VALIDITY);
            KeyId payeeKey = Commands.keyOf(payee);
            return Commands.settle(
                    new PaymentOrder(
                            server,
                            id,
                            payer,
                            payee,
                            payeeKey,
                            amount,
                            issued,
                            expires,
                            Digest.NONE,
                            Optional.empty(),
                            Optional.empty()),
                    authentic);
        }
    }

    /** A way to spoil an order, and the status that it leads to. */
    private record Fault(StatusCode status, Consumer<Draft> spoil) {}

    /** In the order of precedence. Two that set the same field cannot be combined; the second one is skipped then. */
    private static final List<Fault> FAULTS = List.of(
            new Fault(
                    StatusCode.WRONG_SERVER,
                    draft -> draft.server = TestKeys.two().keyId()),
            new Fault(StatusCode.EXPIRED, draft -> draft.issued = draft.issued.minus(Duration.ofHours(1))),
            new Fault(StatusCode.UNKNOWN_PAYER, draft -> draft.payer = NOBODY),
            new Fault(StatusCode.UNKNOWN_PAYEE, draft -> draft.payee = NOBODY),
            new Fault(StatusCode.PAYER_IS_PAYEE, draft -> draft.payee = draft.payer),
            new Fault(StatusCode.AMOUNT_NOT_POSITIVE, draft -> draft.amount = -1),
            new Fault(StatusCode.SIGNATURE_INVALID, draft -> draft.authentic = false),
            new Fault(StatusCode.ORDER_CONFLICT, draft -> draft.id = USED),
            new Fault(StatusCode.ACCOUNT_CLOSED, draft -> draft.payee = CLOSED),
            new Fault(StatusCode.ACCOUNT_FROZEN, draft -> draft.payer = FROZEN),
            new Fault(StatusCode.INSUFFICIENT_FUNDS, draft -> draft.amount = OPENING));

    @Test
    void eachFault_alone_isNamed() {
        for (Fault fault : FAULTS) {
            Draft draft = new Draft();
            fault.spoil().accept(draft);
            assertThat(settle(draft)).isEqualTo(fault.status());
        }
        assertThat(settle(new Draft())).isEqualTo(StatusCode.SETTLED);
    }

    @Test
    void twoFaults_theFirstOfTheList_isNamed() {
        List<String> wrong = new ArrayList<>();
        for (int first = 0; first < FAULTS.size(); first++) {
            for (int second = first + 1; second < FAULTS.size(); second++) {
                // The later one is applied first, so that where both set a field the earlier one stands.
                Draft draft = new Draft();
                FAULTS.get(second).spoil().accept(draft);
                FAULTS.get(first).spoil().accept(draft);
                StatusCode status = settle(draft);
                if (status != FAULTS.get(first).status()) {
                    wrong.add(FAULTS.get(first).status() + " with "
                            + FAULTS.get(second).status() + ": " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void voidedOrder_resubmitted_isVoidedWhateverElseIsWrong() {
        try (AccountStore store = ledger()) {
            Commands commands = new Commands(TestKeys.one().keyId(), TestKeys.CLOCK.instant());
            PaymentOrder order = commands.order(Commands.id(5), PAYER, FROZEN, OPENING + 1);
            LedgerWriter writer = writer(store);
            writer.write(List.of(Commands.voiding(order)));
            Answer answer = writer.write(List.of(Commands.settle(order, true))).get(0);
            assertThat(((Answer.Decided) answer).receipt().outcome().status()).isEqualTo(StatusCode.VOIDED);
        }
    }

    @Test
    void refusedOrder_isForgotten_andMayBeTriedAgain() {
        try (AccountStore store = ledger()) {
            Draft draft = new Draft();
            draft.authentic = false;
            LedgerWriter writer = writer(store);
            assertThat(writer.write(List.of(draft.command())))
                    .containsExactly(new Answer.Refused(StatusCode.SIGNATURE_INVALID));
            draft.authentic = true;
            Answer answer = writer.write(List.of(draft.command())).get(0);
            assertThat(((Answer.Decided) answer).receipt().outcome().isSettled())
                    .isTrue();
        }
    }

    private static StatusCode settle(Draft draft) {
        try (AccountStore store = ledger()) {
            Answer answer = writer(store).write(List.of(draft.command())).get(0);
            return answer instanceof Answer.Decided decided
                    ? decided.receipt().outcome().status()
                    : ((Answer.Refused) answer).status();
        }
    }

    private static LedgerWriter writer(AccountStore store) {
        return LedgerWriter.open(store, TestKeys.one(), OPENING, TestKeys.CLOCK);
    }

    /** Four accounts, one of them frozen and one closed, and two orders that are decided. */
    private static AccountStore ledger() {
        AccountStore store = InMemoryAccountStore.create();
        Commands commands = new Commands(TestKeys.one().keyId(), TestKeys.CLOCK.instant());
        writer(store)
                .write(List.of(
                        Commands.register(PAYER),
                        Commands.register(PAYEE),
                        Commands.register(FROZEN),
                        Commands.register(CLOSED),
                        Commands.settle(commands.order(USED, PAYER, PAYEE, 1), true),
                        Commands.settle(commands.order(USED, FROZEN, PAYEE, 1), true),
                        Commands.act(Commands.id(91), Kind.FREEZE, FROZEN, 0),
                        Commands.act(Commands.id(92), Kind.CLOSE, CLOSED, 0)));
        return store;
    }
}
