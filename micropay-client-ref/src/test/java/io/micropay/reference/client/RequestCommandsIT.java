package io.micropay.reference.client;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.event.PeerListener;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests and refunds by commands. Each test has accounts of its own. */
class RequestCommandsIT {
    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withPlaces(50);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Person person(String name) {
        return Person.registered(name, directory, server);
    }

    private static String request(Person payee, String... arguments) {
        InProcess made = InProcess.run(
                payee, Stream.concat(Stream.of("request"), Stream.of(arguments)).toArray(String[]::new));
        assertThat(made.exit()).as(made.errors()).isZero();
        assertThat(made.output()).matches("micropay:\\S+\n");
        return made.output().strip();
    }

    private static InProcess succeed(Person person, String... arguments) {
        InProcess run = InProcess.run(person, arguments);
        assertThat(run.exit()).as(run.errors()).isZero();
        return run;
    }

    private static InProcess rejected(Person person, String... arguments) {
        InProcess run = InProcess.run(person, arguments);
        assertThat(run.exit()).as(run.output()).isEqualTo(3);
        return run;
    }

    @Test
    void request_paidOnce_isSeenByTheOneWhoAsked() throws IOException {
        Person payee = person("anna");
        Person payer = person("bert");

        String link = request(payee, "250", "--memo", "coffee \u001b[2J");
        assertThat(succeed(payee, "requests").output())
                .matches("\\$250 for \"coffee \\\\u\\{1b}\\[2J\"  open until .*\n  \\Q" + link + "\\E\n");
        InProcess paid = succeed(payer, "pay", link);
        assertThat(paid.output()).matches("paid \\$250 to anna, order [-0-9a-f]{36}, receipt .*\\.receipt\n");
        assertThat(rejected(payer, "pay", link).errors()).contains("you have paid this request already, at ");
        assertThat(rejected(person("cora"), "pay", link, "--yes").errors())
                .isEqualTo("micropay: somebody has paid this request already\n");

        String later = request(payee, "7");
        assertThat(succeed(payee, "requests").output())
                .matches("\\$7  open until .*\n  \\Q" + later
                        + "\\E\n\\$250 for \".*\"  paid by bert at .*\n  order [-0-9a-f]{36}\n");
        assertThat(succeed(payee, "requests", link).output())
                .startsWith("$250 for ")
                .contains("paid by bert");
        assertThat(succeed(payee, "requests", "--limit", "1").output())
                .startsWith("$7")
                .doesNotContain("bert");
        // Its receipt came with the answer, as anna was not online.
        assertThat(payee.receipts()).isOne();
        Path receipt = payee.home().receipts(new AccountId("anna")).files().get(0);
        assertThat(InProcess.run("receipt", "show", receipt.toString()).output())
                .containsPattern("For: +payment request [0-9a-f]{64}\n");
        assertThat(Files.readString(payee.home()
                        .requests(server.server().fingerprint().keyId(), new AccountId("anna"))
                        .path()))
                .hasLineCount(2);
    }

    @Test
    void json_hasTheDocumentedFields() {
        Person payee = person("dana");
        Person payer = person("emil");

        Map<String, Object> made = succeed(payee, "request", "5", "--memo", "pie", "--expires", "2h", "--json")
                .json();
        assertThat(made)
                .contains(entry("payee", "dana"), entry("amount", 5L), entry("memo", "pie"), entry("state", "open"))
                .containsEntry("payment", null)
                .containsOnlyKeys(
                        "link", "payee", "amount", "memo", "request", "issued", "expires", "state", "payment");
        String link = String.valueOf(made.get("link"));
        Map<String, Object> paid = succeed(payer, "pay", link, "--json").json();
        assertThat(paid)
                .contains(entry("amount", 5L), entry("memo", "pie"))
                .containsEntry("refunds", null)
                .containsEntry("request", made.get("request"));
        Map<String, Object> again = rejected(payer, "pay", link, "--json").json();
        assertThat(again).contains(entry("status", 282L), entry("exit", 3L));
        Map<String, Object> all = succeed(payee, "requests", "--json").json();
        assertThat(all).containsOnlyKeys("account", "requests");
        assertThat((List<?>) all.get("requests"))
                .singleElement()
                .satisfies(one ->
                        assertThat((Map<?, ?>) one).extracting("state", "link").containsExactly("paid", link));
        assertThat(succeed(payer, "requests", link, "--json").json()).containsEntry("state", "paid");
    }

    @Test
    void pay_ofALinkThatIsNotWhatWasSigned_saysWhy() {
        Person payee = person("fay");
        Person payer = person("gus");
        String link = request(payee, "250", "--memo", "coffee");

        assertThat(rejected(payer, "pay", link.replace("/250/", "/25/")).errors())
                .contains("the link is not what fay has signed");
        assertThat(rejected(payer, "pay", link.replace("coffee", "tea")).errors())
                .contains("the link is not what fay has signed");
        assertThat(rejected(payer, "pay", link.replace(":fay/", ":gina/")).errors())
                .contains(
                        "gina has made no such payment request here: was the link altered, or is it for another server?");
        assertThat(rejected(payee, "pay", link).errors()).contains("this is your own request");
        try (TestServer other = TestServer.withPlaces(2)) {
            Person elsewhere = Person.registered("gus-elsewhere", directory, other);
            assertThat(rejected(elsewhere, "pay", link).errors()).contains("fay has made no such payment request here");
        }
        assertThat(succeed(payer, "balance").output()).isEqualTo("10000\n");
    }

    @Test
    void commandLine_thatMakesNoSense_isUsage() {
        Person person = new Person("nobody", directory.resolve("nobody"), server);
        String link = "micropay:bob/250/4fzW0q1Tn0mUo9lC3yXG8Q";

        for (String[] line : new String[][] {
            {"pay", link, "250"},
            {"pay", link, "--memo", "mine"},
            {"pay", "micropay:bob/250"},
            {"pay", "bob"},
            {"request", "5", "--expires", "soon"},
            {"request", "5", "--expires", "367d"},
            {"request", "5", "--memo", "x".repeat(513)},
            {"request"},
            {"requests", "bob"},
            {"requests", "--limit", "0"},
            {"refund"}
        }) {
            InProcess run = InProcess.run(person, line);
            assertThat(run.exit()).as(String.join(" ", line)).isEqualTo(2);
            assertThat(run.errors()).contains("More: micropay " + line[0] + " --help");
        }
    }

    @Test
    void wait_untilPaid_endsWithThePayment() {
        Person payee = person("hans");
        Person payer = person("ida");
        CompletableFuture<InProcess> waiting =
                CompletableFuture.supplyAsync(() -> InProcess.run(payee, "request", "9", "--memo", "ticket", "--wait"));
        String link = awaitLink(payee);

        InProcess paid = succeed(payer, "pay", link, "--json");

        InProcess waited = waiting.join();
        assertThat(waited.exit()).as(waited.errors()).isZero();
        assertThat(waited.output())
                .matches("\\Q" + link + "\\E\npaid \\$9 by ida, order "
                        + paid.json().get("order") + ", receipt .*\\.receipt\n");
    }

    private static String awaitLink(Person payee) {
        AccountId account = new AccountId(payee.name());
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> payee
                                .home()
                                .requests(server.server().fingerprint().keyId(), account)
                                .links()
                                .stream()
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .link()
                .uri();
    }

    @Test
    void wait_untilItsTimeIsOver_isRejected() {
        Person payee = person("jana");

        InProcess waited = rejected(payee, "request", "9", "--expires", "1s", "--wait");

        assertThat(waited.errors()).contains("micropay: nobody has paid until ");
        String link = waited.output().strip();
        assertThat(rejected(person("karl"), "pay", link).errors())
                .contains("this request expired at ", "; ask jana for a new one");
        assertThat(succeed(payee, "requests").output()).matches("\\$9  expired at .*\n");
    }

    @Test
    void wait_interrupted_leavesTheRequestOpen() {
        Person payee = person("lena");
        try (CommandRun waiting = payee.start("request", "9", "--wait")) {
            waiting.awaitError("Waiting until it is paid. Ctrl+C ends.");
            waiting.signal("INT");

            assertThat(waiting.awaitExit()).isEqualTo(1);
            assertThat(waiting.output()).matches("micropay:lena/9/\\S+\n");
            assertThat(waiting.errors()).contains("micropay: not paid yet; the request is open until ");
        }
        assertThat(succeed(payee, "requests").output()).startsWith("$9  open until ");
    }

    @Test
    void refund_ofWhatWasReceived_goesBackOnce() {
        Person payer = person("mona");
        Person payee = person("nils");
        try (MicropayClient client = server.connect(PeerListener.NONE)) {
            PaymentLink link = PaymentLink.parse(request(payee, "250"));
            Payment payment = TestServer.logIn(client, "mona").pay(link);

            assertThat(rejected(payee, "refund", payment.id().toString(), "251").errors())
                    .contains("more than was received");
            InProcess refund = succeed(payee, "refund", payment.id().toString(), "100", "--json");
            assertThat(refund.json())
                    .contains(entry("payer", "nils"), entry("payee", "mona"), entry("amount", 100L))
                    .containsEntry("refunds", payment.id().toString());
            assertThat(InProcess.run(
                                    "receipt",
                                    "show",
                                    String.valueOf(refund.json().get("receipt")))
                            .output())
                    .containsPattern("For: +refund of order " + payment.id());
            assertThat(rejected(payee, "refund", payment.id().toString()).errors())
                    .contains("the payment is refunded already");
        }
        assertThat(succeed(payer, "balance").output()).isEqualTo("9850\n");
    }

    @Test
    void refund_byReceiptFile_isOfAllOfIt() {
        person("olga");
        Person payee = person("paul");
        try (MicropayClient client = server.connect(PeerListener.NONE)) {
            TestServer.logIn(client, "olga").pay(PaymentLink.parse(request(payee, "250")));
            succeed(payee, "requests");
            String receipt =
                    payee.home().receipts(new AccountId("paul")).files().get(0).toString();

            assertThat(rejected(person("quin"), "refund", receipt).errors())
                    .contains("the receipt is not of a payment to quin");
            assertThat(succeed(payee, "refund", receipt).output()).startsWith("refunded $250 to olga, order ");
        }
    }

    @Test
    void refund_ofWhatWasNeverReceived_isRefused() {
        Person payee = person("rosa");

        assertThat(InProcess.run(payee, "refund", "lunch").exit()).isEqualTo(2);
        assertThat(rejected(payee, "refund", "01a205d9-4772-73d4-93df-53cc8e1827f0")
                        .errors())
                .contains("rosa has received no payment with order 01a205d9-4772-73d4-93df-53cc8e1827f0");
    }
}
