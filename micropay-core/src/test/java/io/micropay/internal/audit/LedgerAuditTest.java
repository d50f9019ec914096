package io.micropay.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micropay.LedgerAudit;
import io.micropay.error.AuditFailedException;
import io.micropay.error.AuthenticationException;
import io.micropay.internal.audit.TestLedger.Person;
import io.micropay.internal.ledger.ClaimKeys;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.message.Statements;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.TestKeys;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AuditFinding;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.AuditReport;
import io.micropay.model.BatchSignature;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds, what cannot be known from the ledger alone, and what a server does that keeps its key but not the rules. */
class LedgerAuditTest {
    private static final Person ALICE = Person.of("Alice");
    private static final Person BOB = Person.of("bob");
    private static final Person CAROL = Person.of("carol");
    private static final Person DAVE = Person.of("dave");

    private final AccountStore store = InMemoryAccountStore.create();
    private final TestLedger ledger = new TestLedger(store);

    private static AuditReport audit(AccountStore store) throws InterruptedException {
        return LedgerAudit.builder(store, TestLedger.SERVER.certificate())
                .build()
                .run();
    }

    private AuditFinding finding() {
        return catchThrowableOfType(AuditFailedException.class, () -> audit(store))
                .finding();
    }

    @Test
    void ledgerWithEverythingInIt_holds() throws InterruptedException {
        ledger.writeEverything(ALICE, BOB, CAROL, DAVE);
        AuditReport report = audit(store);
        try (var view = store.view()) {
            var entries = view.journal(1, 1000);
            assertThat(entries.stream().map(entry -> entry.kind()).collect(Collectors.toSet()))
                    .isEqualTo(EnumSet.allOf(EntryKind.class));
            assertThat(report.entries()).isEqualTo(entries.size());
            assertThat(report.orders()).isEqualTo(view.orders(1, 1000).size());
            assertThat(report.checkpoints()).isEqualTo(view.checkpoints(1, 1000).size());
            assertThat(report.head())
                    .contains(view.checkpoints(report.checkpoints(), 1).get(0).digest());
        }
        assertThat(report.accounts()).isEqualTo(7);
        assertThat(report.holds()).isEqualTo(5);
        assertThat(report.credentials()).isEqualTo(7);
    }

    @Test
    void emptyLedger_holds() throws InterruptedException {
        AuditReport report = audit(store);
        assertThat(report.entries()).isZero();
        assertThat(report.head()).isEmpty();
    }

    @Test
    void moreRowsThanAPage_hold_onSeveralThreads_andProgressIsTold() throws InterruptedException {
        ledger.enter(ALICE, BOB);
        for (int batch = 0; batch < 40; batch++) {
            List<PaymentOrder> orders =
                    Stream.generate(() -> ledger.order(ALICE, BOB, 1)).limit(64).toList();
            List<Command> commands = new ArrayList<>(TestLedger.settleAll(ALICE, orders));
            ledger.write(commands);
        }
        List<Long> told = new ArrayList<>();
        AuditReport report = LedgerAudit.builder(store, TestLedger.SERVER.certificate())
                .threads(3)
                .onProgress((done, total) -> {
                    assertThat(total).isEqualTo(2 + 40 * 64);
                    told.add(done);
                })
                .build()
                .run();
        assertThat(report.orders()).isEqualTo(40 * 64);
        assertThat(told).isSorted().hasSize(42).endsWith(2L + 40 * 64);
    }

    @Test
    void anotherServersCertificate_isFound() {
        ledger.writeEverything(ALICE, BOB, CAROL, DAVE);
        KeyMaterial other = TestKeys.two();
        AuditFinding finding = catchThrowableOfType(
                        AuditFailedException.class,
                        () -> LedgerAudit.builder(store, other.certificate())
                                .build()
                                .run())
                .finding();
        assertThat(finding.row()).isEqualTo(Row.CHECKPOINT);
        assertThat(finding.law()).startsWith("signer is");
    }

    /** The older ledger is what is left of the newer one when its last checkpoint is cut off with all that it signs. */
    @Test
    void endCutOff_isFound_onlyByWhatWasSignedThen(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("server.db");
        Path cut = directory.resolve("cut.db");
        Payment early;
        try (AccountStore whole = SqliteAccountStore.open(file)) {
            TestLedger cutOff = new TestLedger(whole);
            cutOff.enter(ALICE, BOB);
            early = cutOff.pay(ALICE, BOB, 1);
        }
        Files.copy(file, cut);
        Payment late;
        AuditReport newest;
        try (AccountStore whole = SqliteAccountStore.open(file)) {
            late = new TestLedger(whole).pay(BOB, ALICE, 2);
            newest = audit(whole);
        }
        try (AccountStore older = SqliteAccountStore.openReadOnly(cut);
                AccountStore newer = SqliteAccountStore.openReadOnly(file)) {
            AuditReport report = audit(older);
            expecting(newer).expectHead(report.head().orElseThrow()).build().run();
            expecting(newer).expectReceipt(early).expectReceipt(late).build().run();
            expecting(older).expectReceipt(early).build().run();
            for (LedgerAudit.Builder audit : List.of(
                    expecting(older).expectHead(newest.head().orElseThrow()),
                    expecting(older).expectReceipt(late))) {
                AuditFinding finding = catchThrowableOfType(
                                AuditFailedException.class, () -> audit.build().run())
                        .finding();
                assertThat(finding.row()).isEqualTo(Row.CHECKPOINT);
                assertThat(finding.key()).isEqualTo(newest.head().orElseThrow().toString());
                assertThat(finding.law()).startsWith("missing");
            }
        }
    }

    private static LedgerAudit.Builder expecting(AccountStore store) {
        return LedgerAudit.builder(store, TestLedger.SERVER.certificate());
    }

    @Test
    void receiptOfAnotherServer_isNotTakenForAnything() {
        ledger.enter(ALICE, BOB);
        Payment payment = ledger.pay(ALICE, BOB, 1);
        LedgerAudit.Builder audit = LedgerAudit.builder(store, TestKeys.two().certificate());
        assertThatThrownBy(() -> audit.expectReceipt(payment)).isInstanceOf(AuthenticationException.class);
    }

    /** The rules are told that the signature verified. */
    @Test
    void orderThatItsPayerDidNotSign_isFound() {
        ledger.enter(ALICE, BOB);
        Command.Settle mine = (Command.Settle) TestLedger.settle(BOB, ledger.order(BOB, ALICE, 1));
        PaymentOrder order = ledger.order(ALICE, BOB, 500);
        Command.Settle signed = (Command.Settle) TestLedger.settle(ALICE, order);
        SignedOrder forged = new SignedOrder(
                order,
                signed.order().statement(),
                new BatchSignature(
                        ALICE.sessionKey().id(),
                        Optional.empty(),
                        1,
                        0,
                        List.of(),
                        mine.order().signature().signature()));
        ledger.write(new Command.Settle(forged, signed.digest(), signed.granter()));
        assertThat(finding()).hasToString("order of journal entry 3: the signature does not verify");
    }

    @Test
    void requestThatItsPayeeDidNotSign_isFound() {
        ledger.enter(ALICE, BOB);
        PaymentRequest request = ledger.request(BOB, 5);
        Command.MakeRequest mine = (Command.MakeRequest) TestLedger.make(BOB, ledger.request(BOB, 4));
        Command.MakeRequest forged = new Command.MakeRequest(new SignedRequest(
                request, Statements.encode(request), mine.request().signature()));
        ledger.write(forged);
        ledger.write(TestLedger.settle(ALICE, ledger.order(ALICE, BOB, 5, new Purpose.Requested(request.id()))));
        assertThat(finding())
                .hasToString(
                        "claim " + ClaimKeys.ofRequest(BOB.id(), request.id()) + ": the signature does not verify");
    }

    @Test
    void requestForTheKeyOfAnotherAccount_isFound() {
        ledger.enter(ALICE, BOB);
        PaymentRequest request = ledger.request(BOB, 5);
        ledger.write(TestLedger.make(new Person(BOB.id(), BOB.account(), ALICE.session()), request));
        assertThat(finding().row()).isEqualTo(Row.CLAIM);
        assertThat(finding().law()).contains("no grant of the session that signed it is for it");
    }

    @Test
    void hostedAccount_boundToItsOwnersKey_holds() throws InterruptedException {
        Person guest = Person.hosted("erin");
        Person erin = Person.of("erin");
        ledger.enter(ALICE, guest);
        ledger.pay(guest, ALICE, 1);
        ledger.bind(erin);
        ledger.pay(erin, ALICE, 2);
        assertThat(audit(store).entries()).isEqualTo(5);
    }

    /** The server knows the key of the session that it had signed for; what it signs with it now is not the owner's word. */
    @Test
    void orderThatTheServerSigned_behindTheBinding_isFound() {
        Person guest = Person.hosted("erin");
        Person erin = Person.of("erin");
        ledger.enter(ALICE, guest);
        ledger.bind(erin);
        Command.Settle byServer = (Command.Settle) TestLedger.settle(guest, ledger.order(guest, ALICE, 500));
        Optional<KeyId> owner = Optional.of(erin.accountKey().id());
        ledger.write(new Command.Settle(byServer.order(), byServer.digest(), owner));
        assertThat(finding())
                .hasToString("journal entry 4: the rules refuse it: the payer's signature does not verify");
    }

    @Test
    void orderOfASessionWhoseGrantHadEnded_isFound() {
        ledger.enter(ALICE, BOB);
        ledger.pass(Duration.ofHours(25));
        ledger.pay(ALICE, BOB, 1);
        assertThat(finding().row()).isEqualTo(Row.ORDER);
        assertThat(finding().law())
                .contains("no grant of the session that signed it is for it")
                .contains(" until ");
    }

    @Test
    void orderOfASessionThatNobodyGranted_isFound() {
        ledger.enter(ALICE, BOB);
        Person stolen = new Person(ALICE.id(), ALICE.account(), TestKeys.two());
        ledger.pay(stolen, BOB, 1);
        assertThat(finding().row()).isEqualTo(Row.CREDENTIAL);
        assertThat(finding().law()).startsWith("missing");
    }

    @Test
    void ordersOfOneSessionKey_areVerifiedWithTheGrantOfTheirTime() throws InterruptedException {
        ledger.enter(ALICE, BOB);
        ledger.pay(ALICE, BOB, 1);
        ledger.pass(Duration.ofHours(1));
        ledger.write(ledger.logIn(ALICE, ledger.now(), ledger.now().plus(Duration.ofHours(1))));
        ledger.pay(ALICE, BOB, 1);
        assertThat(audit(store).credentials()).isEqualTo(3);
    }

    @Test
    void interrupt_endsTheAudit() {
        ledger.enter(ALICE, BOB);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> audit(store)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void readOnlyStore_changesNothing_andSeesWhatARunningServerHasCommitted(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("server.db");
        try (AccountStore server = SqliteAccountStore.open(file)) {
            TestLedger live = new TestLedger(server);
            live.enter(ALICE, BOB);
            try (AccountStore looking = SqliteAccountStore.openReadOnly(file)) {
                assertThat(audit(looking).entries()).isEqualTo(2);
                live.pay(ALICE, BOB, 1);
                assertThat(audit(looking).entries()).isEqualTo(3);
                assertThatThrownBy(looking::begin).isInstanceOf(IllegalStateException.class);
            }
        }
        byte[] before = Files.readAllBytes(file);
        try (AccountStore looking = SqliteAccountStore.openReadOnly(file)) {
            assertThat(audit(looking).entries()).isEqualTo(3);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(files(directory)).containsExactly(file);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.toList();
        }
    }
}
