package io.micropay.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.internal.message.OperatorAct.Kind;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.PaymentOrder;
import io.micropay.model.StatusCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Accounts whose key the server keeps, and how their owners get a key of their own. */
class BindingTest {
    private static final KeyId SERVER = TestKeys.one().keyId();
    private static final AccountId HOSTED = Commands.name(1);
    private static final AccountId NATIVE = Commands.name(2);
    private static final long OPENING = 100;

    private final Commands commands = new Commands(SERVER, TestKeys.CLOCK.instant());
    private final AccountStore store = InMemoryAccountStore.create();
    private final LedgerWriter writer = LedgerWriter.open(store, TestKeys.one(), OPENING, TestKeys.CLOCK);

    private StatusCode write(Command command) {
        return status(writer.write(List.of(command)).get(0));
    }

    private static StatusCode status(Answer answer) {
        if (answer instanceof Answer.Decided decided) {
            return decided.receipt().outcome().status();
        }
        return answer instanceof Answer.Done done ? done.status() : ((Answer.Refused) answer).status();
    }

    private Account account(AccountId id) {
        try (LedgerView view = store.view()) {
            return view.load(LedgerKeys.ofAccounts(id)).account(id).orElseThrow();
        }
    }

    private Command.Settle pay(long number, Optional<KeyId> granter) {
        PaymentOrder order = commands.order(Commands.id(number), HOSTED, NATIVE, 1);
        return Commands.settle(order, granter);
    }

    private void open() {
        assertThat(write(commands.host(HOSTED))).isEqualTo(StatusCode.REGISTERED);
        assertThat(write(Commands.register(NATIVE))).isEqualTo(StatusCode.REGISTERED);
    }

    @Test
    void hostedAccount_paysByTheServersSignature_andByNoOther() {
        open();
        assertThat(write(pay(1, Optional.of(Commands.keyOf(HOSTED))))).isEqualTo(StatusCode.SIGNATURE_INVALID);
        assertThat(write(pay(1, Optional.empty()))).isEqualTo(StatusCode.SIGNATURE_INVALID);
        assertThat(write(pay(1, Optional.of(SERVER)))).isEqualTo(StatusCode.SETTLED);
    }

    @Test
    void boundAccount_keepsItsMoneyAndItsHistory() {
        open();
        assertThat(write(pay(1, Optional.of(SERVER)))).isEqualTo(StatusCode.SETTLED);
        Account before = account(HOSTED);
        assertThat(write(Commands.bind(HOSTED))).isEqualTo(StatusCode.REGISTERED);
        Account after = account(HOSTED);
        assertThat(after.keys()).contains(Commands.bind(HOSTED).keys());
        assertThat(after.balance()).isEqualTo(before.balance()).isEqualTo(OPENING - 1);
        try (LedgerView view = store.view()) {
            List<JournalEntry> history = view.history(HOSTED, after.lastEntry(), 9);
            assertThat(history.stream().map(JournalEntry::kind))
                    .containsExactly(EntryKind.BINDING, EntryKind.PAYMENT, EntryKind.OPENING);
            assertThat(history.get(0).amount()).isZero();
        }
    }

    @Test
    void boundAccount_paysByItsOwnSignature_andByNoOther() {
        open();
        write(Commands.bind(HOSTED));
        assertThat(write(pay(1, Optional.of(SERVER)))).isEqualTo(StatusCode.SIGNATURE_INVALID);
        assertThat(write(pay(1, Optional.of(Commands.keyOf(HOSTED))))).isEqualTo(StatusCode.SETTLED);
    }

    @Test
    void orderOfTheServer_behindTheBinding_inOneBatch_isRefused() {
        open();
        Optional<KeyId> server = Optional.of(SERVER);
        List<Answer> answers = writer.write(List.of(pay(1, server), Commands.bind(HOSTED), pay(2, server)));
        assertThat(answers.stream().map(BindingTest::status))
                .containsExactly(StatusCode.SETTLED, StatusCode.REGISTERED, StatusCode.SIGNATURE_INVALID);
    }

    @Test
    void onlyAHostedAccount_canBeBound_andOnce() {
        open();
        assertThat(write(new Command.Bind(NATIVE, Commands.register(HOSTED).keys())))
                .isEqualTo(StatusCode.NAME_TAKEN);
        assertThat(write(Commands.bind(Commands.name(9)))).isEqualTo(StatusCode.NAME_TAKEN);
        assertThat(write(Commands.bind(AccountId.ISSUANCE))).isEqualTo(StatusCode.NAME_TAKEN);
        assertThat(write(new Command.Bind(HOSTED, commands.host(HOSTED).keys())))
                .isEqualTo(StatusCode.NAME_TAKEN);
        assertThat(write(Commands.bind(HOSTED))).isEqualTo(StatusCode.REGISTERED);
        assertThat(write(new Command.Bind(HOSTED, Commands.register(NATIVE).keys())))
                .isEqualTo(StatusCode.NAME_TAKEN);
    }

    @Test
    void bindingAskedForAgain_isDoneOnce() {
        open();
        assertThat(write(Commands.bind(HOSTED))).isEqualTo(StatusCode.REGISTERED);
        long last = account(HOSTED).lastEntry();
        assertThat(write(Commands.bind(HOSTED))).isEqualTo(StatusCode.REGISTERED);
        assertThat(account(HOSTED).lastEntry()).isEqualTo(last);
    }

    @Test
    void frozenAccount_cannotBeBound_beforeItIsUnfrozen() {
        open();
        write(Commands.act(Commands.id(9), Kind.FREEZE, HOSTED, 0));
        assertThat(write(Commands.bind(HOSTED))).isEqualTo(StatusCode.ACCOUNT_FROZEN);
        write(Commands.act(Commands.id(8), Kind.UNFREEZE, HOSTED, 0));
        assertThat(write(Commands.bind(HOSTED))).isEqualTo(StatusCode.REGISTERED);
    }

    @Test
    void closedAccount_cannotBeBound() {
        open();
        write(Commands.act(Commands.id(9), Kind.CLOSE, HOSTED, 0));
        assertThat(write(Commands.bind(HOSTED))).isEqualTo(StatusCode.ACCOUNT_CLOSED);
    }

    @Test
    void loginUnderTheFormerKey_isRefused() {
        open();
        Command.LogIn byServer = commands.logIn(HOSTED, SERVER);
        Command.LogIn byOwner = commands.logIn(HOSTED, Commands.keyOf(HOSTED));
        assertThat(write(byOwner)).isEqualTo(StatusCode.AUTHENTICATION_FAILED);
        assertThat(write(byServer)).isEqualTo(StatusCode.LOGGED_IN);
        write(Commands.bind(HOSTED));
        assertThat(write(byServer)).isEqualTo(StatusCode.AUTHENTICATION_FAILED);
        assertThat(write(byOwner)).isEqualTo(StatusCode.LOGGED_IN);
    }
}
