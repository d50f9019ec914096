package io.micropay.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.error.StoreException;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.StatusCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the writer makes of a store that fails at each step, for a passing reason or for good. */
class LedgerWriterTest {
    private static final StoreException PASSING = StoreException.ofTransient("the connection is gone", null);
    private static final StoreException OTHER = new StoreException(StatusCode.SERVER_FAILED, "the disk is on fire");
    private static final StoreException LASTING = new StoreException(StatusCode.SERVER_FAILED, "the disk is full");

    private final Commands commands = new Commands(TestKeys.one().keyId(), TestKeys.CLOCK.instant());

    /** Where a store fails, and whether the step took effect nevertheless. */
    private record Fault(String step, StoreException failure, boolean tookEffect) {}

    /** A store in memory that fails as planned. */
    private static final class FailingStore implements AccountStore {
        private final AccountStore store = InMemoryAccountStore.create();
        private final Deque<Fault> plan = new ArrayDeque<>();

        @Override
        public LedgerView view() {
            return store.view();
        }

        @Override
        public LedgerTransaction begin() {
            failBefore("begin");
            LedgerTransaction transaction = store.begin();
            return (LedgerTransaction) Proxy.newProxyInstance(
                    LedgerTransaction.class.getClassLoader(),
                    new Class<?>[] {LedgerTransaction.class},
                    (proxy, method, arguments) -> {
                        String step = method.getName();
                        Fault fault = plan.peek();
                        boolean isHere = fault != null && fault.step.equals(step);
                        if (isHere && !fault.tookEffect) {
                            throw plan.remove().failure;
                        }
                        Object result;
                        try {
                            result = method.invoke(transaction, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (isHere) {
                            throw plan.remove().failure;
                        }
                        return result;
                    });
        }

        private void failBefore(String step) {
            if (!plan.isEmpty() && plan.peek().step.equals(step)) {
                throw plan.remove().failure;
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private static LedgerWriter writer(AccountStore store) {
        LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), 100, TestKeys.CLOCK);
        writer.write(List.of(Commands.register(Commands.name(1)), Commands.register(Commands.name(2))));
        return writer;
    }

    private List<Command> payment() {
        return List.of(Commands.settle(commands.order(Commands.id(1), Commands.name(1), Commands.name(2), 30), true));
    }

    private static void assertPaidOnce(AccountStore store) {
        assertThat(balance(store)).isEqualTo(70);
        try (LedgerView view = store.view()) {
            assertThat(view.journal(1, 10)).hasSize(3);
        }
    }

    private static long balance(AccountStore store) {
        try (LedgerView view = store.view()) {
            return view.load(LedgerKeys.ofAccounts(Commands.name(1)))
                    .account(Commands.name(1))
                    .orElseThrow()
                    .balance();
        }
    }

    @Test
    void passingFailure_atAnyStep_isTriedAgain() {
        for (String step : List.of("begin", "load", "save", "commit")) {
            FailingStore store = new FailingStore();
            LedgerWriter writer = writer(store);
            store.plan.add(new Fault(step, PASSING, false));
            Answer answer = writer.write(payment()).get(0);
            assertThat(((Answer.Decided) answer).fresh()).as(step).isTrue();
            assertPaidOnce(store);
        }
    }

    @Test
    void lostAnswerOfACommit_isLookedUp() {
        for (StoreException failure : List.of(PASSING, LASTING)) {
            FailingStore store = new FailingStore();
            LedgerWriter writer = writer(store);
            store.plan.add(new Fault("commit", failure, true));
            Answer.Decided answer = (Answer.Decided) writer.write(payment()).get(0);
            assertThat(answer.fresh()).isTrue();
            assertPaidOnce(store);
            Answer.Decided again = (Answer.Decided) writer.write(payment()).get(0);
            assertThat(again.receipt()).isEqualTo(answer.receipt());
        }
    }

    @Test
    void lostAnswerOfACommit_thatCannotBeLookedUp_isAnError_andTheNextAskingTells() {
        FailingStore store = new FailingStore();
        LedgerWriter writer = writer(store);
        store.plan.add(new Fault("commit", LASTING, true));
        store.plan.add(new Fault("begin", OTHER, false));
        assertThatThrownBy(() -> writer.write(payment())).isSameAs(LASTING).hasSuppressedException(OTHER);
        assertThat(((Answer.Decided) writer.write(payment()).get(0)).fresh()).isFalse();
        assertPaidOnce(store);
    }

    @Test
    void lostAnswerOfACommit_isLookedUpAgain_ifLookingFailsForAPassingReason() {
        FailingStore store = new FailingStore();
        LedgerWriter writer = writer(store);
        store.plan.add(new Fault("commit", PASSING, true));
        store.plan.add(new Fault("begin", PASSING, false));
        store.plan.add(new Fault("checkpoints", PASSING, false));
        store.plan.add(new Fault("commit", PASSING, false));
        assertThat(((Answer.Decided) writer.write(payment()).get(0)).fresh()).isTrue();
        assertThat(store.plan).isEmpty();
        assertPaidOnce(store);
    }

    @Test
    void lastingFailure_isNotTriedAgain_andNothingIsWritten() {
        for (String step : List.of("begin", "load", "save", "commit")) {
            FailingStore store = new FailingStore();
            LedgerWriter writer = writer(store);
            store.plan.add(new Fault(step, LASTING, false));
            assertThatThrownBy(() -> writer.write(payment())).as(step).isSameAs(LASTING);
            assertThat(balance(store)).isEqualTo(100);
            assertThat(store.plan).isEmpty();
            writer.write(payment());
            assertPaidOnce(store);
        }
    }

    @Test
    void passingFailure_thatDoesNotPass_ends() {
        FailingStore store = new FailingStore();
        LedgerWriter writer = writer(store);
        for (int i = 0; i < 10; i++) {
            store.plan.add(new Fault("begin", PASSING, false));
        }
        assertThatThrownBy(() -> writer.write(payment())).isSameAs(PASSING);
        assertThat(store.plan).hasSize(5);
    }

    /** The failure that comes when the transaction is closed after its commit changes nothing about the answer. */
    @Test
    void failureAfterTheCommit_isLookedUp() {
        FailingStore store = new FailingStore();
        LedgerWriter writer = writer(store);
        store.plan.add(new Fault("close", PASSING, true));
        assertThat(((Answer.Decided) writer.write(payment()).get(0)).fresh()).isTrue();
        assertPaidOnce(store);
    }
}
