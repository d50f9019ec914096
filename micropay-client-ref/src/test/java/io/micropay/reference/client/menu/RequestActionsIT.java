package io.micropay.reference.client.menu;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.keys.ServerTrust;
import io.micropay.model.AccountId;
import io.micropay.model.PaymentLink;
import io.micropay.reference.client.ScriptedScreen;
import io.micropay.reference.client.TestServer;
import io.micropay.reference.client.home.AccountOutbox;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.home.KeptLink;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.session.Incoming;
import io.micropay.reference.client.session.Passphrases;
import io.micropay.reference.client.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking for money, and paying what was asked for, with the menu's questions. */
class RequestActionsIT {
    @TempDir
    private Path directory;

    private final TestServer server = TestServer.withPlaces(3);
    private final ScriptedScreen notices = new ScriptedScreen();
    private Session alice;
    private Session bob;

    @BeforeEach
    void logIn() {
        alice = logIn("alice");
        bob = logIn("bob");
    }

    private Session logIn(String name) {
        server.register(name);
        Home home = home(name);
        ServerTrust trust = ServerTrust.pinned(server.server().fingerprint());
        Session session =
                new Session(() -> MicropayClient.builder("127.0.0.1", server.port(), trust), new AccountOutbox(home));
        ClientOptions options = new ClientOptions(
                "127.0.0.1", server.port(), Optional.of(trust), home, Passphrases.typed(), false, false);
        session.connect(new Incoming(notices.screen(), session, options));
        session.logIn(new AccountId(name), TestServer.someWallet(), 0);
        return session;
    }

    private Home home(String name) {
        return new Home(directory.resolve(name));
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        server.close();
    }

    private PaymentLink request(String... answers) throws Exception {
        ScriptedScreen screen = new ScriptedScreen(answers);
        new RequestAction(screen.screen(), bob, home("bob")).run();
        assertThat(screen.output()).contains("request OK", "Give this link to whoever is to pay:");
        List<KeptLink> kept =
                home("bob").requests(bob.serverKey(), new AccountId("bob")).links();
        assertThat(screen.output()).contains("\n" + kept.get(0).link().uri() + "\n");
        return kept.get(0).link();
    }

    private String pay(String... answers) throws Exception {
        ScriptedScreen screen = new ScriptedScreen(answers);
        PaidReport report = new PaidReport(screen.screen(), home("alice"));
        UndecidedOrders undecided = new UndecidedOrders(screen.screen(), alice, report);
        ListAction list = new ListAction(screen.screen(), alice);
        Transfers transfers = new Transfers(screen.screen(), alice, report, undecided, list);
        new PayRequestAction(screen.screen(), alice, transfers).run();
        return screen.output();
    }

    @Test
    void request_afterWrongAnswers_isMadeAndKept() throws Exception {
        PaymentLink link = request("0", "250", "coffee", "soon", "2h");

        assertThat(link.amount()).isEqualTo(250);
        assertThat(link.memo()).contains("coffee");
        Duration validity = Duration.between(
                bob.member().requestState(link).request().issuedAt(),
                bob.member().requestState(link).request().expiresAt());
        assertThat(validity).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void pay_whenWanted_paysAndIsToldWithTheRequest() throws Exception {
        String link = request("250", "coffee", "").uri();

        assertThat(pay("nonsense", link, ""))
                .contains("not a payment link", "Pay $250 to bob for \"coffee\"? [y/N] ", "Nothing was paid.")
                .doesNotContain("transfer OK");
        assertThat(pay(link, "y")).contains("transfer OK", "Account Balance: 9750");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> notices.output().contains("[Notification] alice just sent you $250!\n"));
        assertThat(notices.output())
                .containsPattern("sent you \\$250!\n  It pays your request of .* for \"coffee\"\\.\n")
                .doesNotContain("Memo:");
        assertThat(pay(link)).contains("Cannot be paid: you have paid this request already");
    }

    @Test
    void pay_ofAnAlteredLink_isNotEvenAskedFor() throws Exception {
        String link = request("250", "", "").uri();

        assertThat(pay(link.replace("/250/", "/25/")))
                .contains("Cannot be paid: the link is not what bob has signed")
                .doesNotContain("[y/N]");
    }

    @Test
    void statement_hasTheLatestMovementsAndTheBalance() {
        ScriptedScreen screen = new ScriptedScreen();

        new StatementAction(screen.screen(), bob).run();

        assertThat(screen.output())
                .contains("*****Statement of bob, the latest first*****\nTIME ")
                .containsPattern("10000 +10000 +OPENING +issuance\nAccount Balance: 10000\n");
    }

    @Test
    void refund_isToldWithThePaymentThatItGivesBack() throws Exception {
        PaymentLink link = request("250", "", "");
        String order = alice.member().pay(link).id().toString();

        bob.member()
                .refund(
                        bob.member()
                                .requestState(link)
                                .payment()
                                .orElseThrow()
                                .order()
                                .order()
                                .ref(),
                        100);

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> notices.output().contains("It gives back what you paid with order " + order + "."));
    }
}
