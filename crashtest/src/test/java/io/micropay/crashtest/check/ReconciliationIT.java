package io.micropay.crashtest.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.PeerEndpoint;
import io.micropay.crashtest.Keys;
import io.micropay.crashtest.record.Seen;
import io.micropay.keys.ServerTrust;
import io.micropay.ledger.Account;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import io.micropay.model.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A check that cannot fail proves nothing: each kind of damage has to be found. */
class ReconciliationIT {
    private static final AccountId ALICE = new AccountId("person0");
    private static final AccountId BOB = new AccountId("person1");

    private static InMemoryAccountStore store;
    private static MicropayServer server;
    private static Payment payment;
    private static Books books;

    @BeforeAll
    static void pay() {
        store = InMemoryAccountStore.create();
        server = MicropayServer.builder(Keys.server(), store).start();
        try (MicropayClient alice = connect(ALICE);
                MicropayClient bob = connect(BOB)) {
            bob.login(BOB, Keys.wallet(BOB));
            PeerEndpoint endpoint = alice.login(ALICE, Keys.wallet(ALICE));
            payment = endpoint.pay(BOB, 30);
        }
        books = Books.read(store);
    }

    @AfterAll
    static void close() {
        server.close();
        store.close();
    }

    private static MicropayClient connect(AccountId account) {
        MicropayClient client = MicropayClient.builder(
                        "127.0.0.1", server.port(), ServerTrust.pinned(server.fingerprint()))
                .sessionKeys(Keys.session(account))
                .connect();
        client.register(account, Keys.wallet(account));
        return client;
    }

    private static List<String> of(Seen... seen) {
        List<Seen> record = new ArrayList<>(List.of(seen));
        record.add(new Seen.Balance(9_970, 0));
        List<Seen> other = List.of(new Seen.Announced(payment), new Seen.Balance(10_030, 0));
        return Reconciliation.of(store, server.certificate(), Map.of(ALICE, record, BOB, other))
                .all();
    }

    @Test
    void truth_isAccepted() {
        assertThat(of(new Seen.Signed(payment.order()), new Seen.Decided(payment)))
                .isEmpty();
    }

    @Test
    void receiptThatIsNotInTheJournal_isFound() {
        Receipt receipt = payment.receipt();
        Receipt other = new Receipt(receipt.outcome(), Bytes.of((byte) 1), receipt.signature());
        assertThat(of(new Seen.Decided(new Payment(payment.order(), other))))
                .anyMatch(text -> text.contains("a receipt that is not in the journal"));
        Outcome outcome = receipt.outcome();
        Outcome beyond = new Outcome(
                outcome.orderId(),
                outcome.orderDigest(),
                outcome.status(),
                outcome.sequence() + 100,
                outcome.settledAt());
        Receipt lost = new Receipt(beyond, receipt.statement(), receipt.signature());
        assertThat(of(new Seen.Decided(new Payment(payment.order(), lost))))
                .anyMatch(text -> text.contains("a receipt that is not in the journal"));
    }

    @Test
    void receiptThatNobodyHolds_isFoundInTheBalances() {
        assertThat(of(new Seen.Signed(payment.order()))).anyMatch(text -> text.contains("by all receipts should have"));
    }

    @Test
    void moneyAnnouncedTwice_isFound() {
        assertThat(of(new Seen.Decided(payment), new Seen.Announced(payment), new Seen.Announced(payment)))
                .anyMatch(text -> text.contains("was told twice"));
    }

    @Test
    void complaint_isPassedOn() {
        assertThat(of(new Seen.Decided(payment), new Seen.Complaint("lost"))).contains("lost");
    }

    private static List<String> audit(Books changed) {
        Findings findings = new Findings();
        new ChainCheck(changed, server.certificate(), findings).run();
        new ReplayCheck(changed, findings).run();
        return findings.all();
    }

    private static Books with(List<JournalEntry> entries, List<Account> accounts) {
        return new Books(accounts, entries, books.checkpoints(), books.orders(), books.holds());
    }

    @Test
    void damagedLedgers_areFound() {
        assertThat(audit(books)).isEmpty();
        List<JournalEntry> shorter = books.entries().subList(0, books.entries().size() - 1);
        assertThat(audit(with(shorter, books.accounts())))
                .anyMatch(text -> text.contains("not what the journal makes"));

        JournalEntry last = books.entries().get(books.entries().size() - 1);
        List<JournalEntry> twice = new ArrayList<>(books.entries());
        twice.add(last);
        assertThat(audit(with(twice, books.accounts())))
                .anyMatch(text -> text.contains("decides order"))
                .anyMatch(text -> text.contains("there is a gap"));

        List<JournalEntry> altered = new ArrayList<>(shorter);
        altered.add(new JournalEntry(
                last.sequence(),
                last.kind(),
                last.debit(),
                last.credit(),
                last.amount(),
                last.held(),
                last.order(),
                last.at(),
                Bytes.of((byte) 1),
                last.proof()));
        assertThat(audit(with(altered, books.accounts()))).anyMatch(text -> text.contains("does not verify"));

        List<Account> richer = new ArrayList<>(books.accounts());
        Account one = richer.remove(richer.size() - 1);
        richer.add(one.after(one.balance() + 1, one.held(), one.lastEntry()));
        assertThat(audit(with(books.entries(), richer))).anyMatch(text -> text.contains("the sum of all balances"));

        Books unchained = new Books(
                books.accounts(), books.entries(), books.checkpoints().subList(1, 2), books.orders(), books.holds());
        assertThat(audit(unchained)).anyMatch(text -> text.contains("breaks the chain"));
    }

    @Test
    void books_areThoseOfTheStore() {
        try (LedgerView view = store.view()) {
            assertThat(books.accounts()).isEqualTo(view.accounts(Optional.empty(), 10));
        }
    }
}
