package io.micropay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micropay.Town.Member;
import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicOptions;
import io.micropay.classic.OpensslTool;
import io.micropay.classic.ScriptedCerts;
import io.micropay.classic.ScriptedClassicClient;
import io.micropay.classic.ScriptedIdentity;
import io.micropay.classic.ScriptedPayee;
import io.micropay.error.AuthenticationException;
import io.micropay.error.OrderRejectedException;
import io.micropay.event.ServerListener;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of ours and clients of the classic dialect, which are openssl command lines: no code of ours tests ours. */
class ClassicServerIT {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final AccountId NORA = new AccountId("nora");
    private static final Duration MOMENT = Duration.ofMillis(300);

    @TempDir
    private static Path directory;

    private static ScriptedCerts certs;
    private static KeyMaterial serverKey;
    private static ScriptedIdentity first;
    private static ScriptedIdentity second;
    private static ScriptedIdentity third;

    @BeforeAll
    static void makeCertificates() {
        assumeTrue(OpensslTool.isAvailable(), "openssl 3 is not installed");
        certs = new ScriptedCerts(directory);
        certs.server();
        serverKey = PemKeys.in(directory).load("server");
        first = certs.client("first");
        second = certs.client("secnd");
        third = certs.client("third");
    }

    private static ClassicOptions options() {
        return ClassicOptions.sharing(ClassicCertificates.in(directory));
    }

    private static Town town() {
        return town(options(), builder -> builder);
    }

    private static Town town(ClassicOptions options, UnaryOperator<MicropayServer.Builder> more) {
        return new Town(InMemoryAccountStore.create(), serverKey, builder -> more.apply(builder.classic(options)));
    }

    private static ScriptedClassicClient connect(Town town, ScriptedIdentity identity) {
        return ScriptedClassicClient.of(identity).connect(town.port());
    }

    /** A classic client that has registered and logged in. */
    private static ScriptedClassicClient join(Town town, ScriptedIdentity identity, String name, int peerPort) {
        ScriptedClassicClient client = connect(town, identity);
        client.register(name);
        client.login(name, peerPort);
        return client;
    }

    private static String listing(long balance, int online, String... entries) {
        return balance + "\npublic_key\n" + online + "\n"
                + Stream.of(entries).map(entry -> entry + "\n").collect(Collectors.joining());
    }

    @Test
    void registeringLoggingInListingAndLeaving_areAnsweredAsOfOld() {
        try (Town town = town();
                ScriptedClassicClient alice = connect(town, first);
                ScriptedClassicClient bob = connect(town, second)) {
            assertThat(alice.ask("List")).isEqualTo("Please login first\n");
            assertThat(alice.ask("REGISTER#alice")).isEqualTo("100 OK\r\n");
            assertThat(alice.ask("REGISTER#alice")).isEqualTo("210 FAIL\r\n");
            assertThat(alice.ask("nobody#9001")).isEqualTo("220 AUTH_FAIL\n");
            assertThat(alice.ask("alice#9001")).isEqualTo(listing(10_000, 1, "alice#127.0.0.1#9001"));
            assertThat(alice.ask("alice#9001")).isEqualTo("230 DUPLICATE_LOGIN\n");
            assertThat(bob.ask("alice#9002")).isEqualTo("230 DUPLICATE_LOGIN\n");
            bob.register("bob");
            assertThat(bob.ask("bob#9002")).isEqualTo(listing(10_000, 2, "alice#127.0.0.1#9001", "bob#127.0.0.1#9002"));
            assertThat(alice.ask("whatever")).isEqualTo("400");
            bob.exit();
            assertThat(alice.ask("List")).isEqualTo(listing(10_000, 1, "alice#127.0.0.1#9001"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS 1.2", "TLS 1.3"})
    void bothVersionsOfTls_work(String version) {
        try (Town town = town()) {
            ScriptedClassicClient.Dialer dialer = ScriptedClassicClient.of(first);
            try (ScriptedClassicClient client =
                    (version.endsWith("2") ? dialer.tls12() : dialer.tls13()).connect(town.port())) {
                assertThat(client.tlsVersion()).isEqualTo(version);
                client.register("alice");
                client.login("alice", 9001);
                client.exit();
            }
        }
    }

    @Test
    void transfer_thatTheLedgerDecides_isNoRefusal() {
        Queue<StatusCode> refusals = new ConcurrentLinkedQueue<>();
        ServerListener listener = new ServerListener() {
            @Override
            public void refused(InetSocketAddress remote, StatusCode reason) {
                refusals.add(reason);
            }
        };
        try (Town town = town(options(), builder -> builder.listener(listener));
                ScriptedClassicClient alice = join(town, first, "alice", 9001);
                ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
            claim(bob, "alice#2000#bob", alice, "transfer OK\n");
            claim(bob, "alice#8001#bob", alice, "transfer FAIL due to bankruptcy\n");
            assertThat(refusals).isEmpty();
            claim(bob, "alice#-5#bob", alice, "transfer FAIL\n");
            assertThat(refusals).containsExactly(StatusCode.TRANSFER_FAILED);
        }
    }

    @Test
    void transfer_movesMoney_andOnlyThePayerIsTold() {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001);
                ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
            claim(bob, "alice#2000#bob", alice, "transfer OK\n");
            assertThat(bob.ask("List")).startsWith("12000\n");
            claim(bob, "alice#8001#bob", alice, "transfer FAIL due to bankruptcy\n");
            assertThat(alice.ask("List")).startsWith("8000\n");
            assertThat(town.sum()).isZero();
        }
    }

    /** Text that no honest client sends; whoever waits for the word of the server gets it. */
    @Test
    void transferOfNoAmount_failsForItsPayer_andMovesNothing() {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001);
                ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
            for (String text : List.of(
                    "alice#-5#bob",
                    "alice#0#bob",
                    "alice#1.5#bob",
                    "alice#1e3#bob",
                    "alice#9223372036854775808#bob",
                    "alice#99999999999999999999999999999999999999999999#bob",
                    "alice##bob",
                    "alice#abc#bob")) {
                bob.claim(text);
                assertThat(alice.receive()).as(text).isEqualTo("transfer FAIL\n");
                assertThat(alice.ask("List")).as(text).startsWith("10000\n");
            }
            assertThat(bob.ask("List")).startsWith("10000\n");
        }
    }

    /** The old server dies of most of these. */
    @Test
    void transferThatConcernsSomebodyElse_isDropped() {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001);
                ScriptedClassicClient bob = join(town, second, "bob", 9002);
                ScriptedClassicClient carol = connect(town, third)) {
            carol.register("carol");
            Member nora = town.join(NORA);
            for (String text :
                    List.of("nobody#5#bob", "alice#5#nobody", "alice#5#carol", "carol#5#bob", "nora#5#bob", "#5#bob")) {
                bob.claim(text);
                assertThat(bob.ask("List")).as(text).startsWith("10000\n");
            }
            assertThat(alice.ask("List")).startsWith("10000\n");
            assertThat(town.balance(NORA)).isEqualTo(10_000);
            assertThat(nora.received).isEmpty();
            assertThat(town.sum()).isZero();
        }
    }

    @Test
    void payerThatIsPayee_getsAFail() {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001)) {
            claim(alice, "alice#5#alice", alice, "transfer FAIL\n");
        }
    }

    @Test
    void blocksCutAndJoined_areRead() {
        try (Town town = town();
                ScriptedClassicClient alice = connect(town, first)) {
            alice.sendSplit("REGISTER#alice", 100);
            assertThat(alice.receive()).isEqualTo("100 OK\r\n");
            alice.sendTogether("alice#9001", "List");
            assertThat(alice.receive()).startsWith("10000\n");
            assertThat(alice.receive()).startsWith("10000\n");
            alice.sendWithoutPad("List");
            assertThat(alice.receive()).startsWith("10000\n");
        }
    }

    @Test
    void garbage_costsItsSenderTheConnection_andNobodyElseAnything() {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001);
                ScriptedClassicClient mallory = connect(town, second)) {
            mallory.sendSignedBy(third, "List");
            assertThat(mallory.receive()).isEqualTo("400");
            assertThat(mallory.ask("List")).isEqualTo("Please login first\n");
            mallory.sendRecord(new byte[257]);
            assertThat(mallory.receive()).isEqualTo("400");
            mallory.sendSignedBy(third, "Exit");
            assertThat(mallory.receive()).isEqualTo("400");
            mallory.awaitEnd();
            assertThat(alice.ask("List")).startsWith("10000\n");
        }
    }

    @Test
    void killedClient_isLoggedOut_alsoBetweenTheTwoBlocksOfATransfer() throws InterruptedException {
        BlockingQueue<AccountId> left = new LinkedBlockingQueue<>();
        ServerListener listener = new ServerListener() {
            @Override
            public void loggedOut(AccountId account, int online) {
                left.add(account);
            }
        };
        try (Town town = town(options(), builder -> builder.listener(listener));
                ScriptedClassicClient alice = join(town, first, "alice", 9001)) {
            ScriptedClassicClient bob = join(town, second, "bob", 9002);
            bob.send("TRANSACTION");
            bob.close();
            assertThat(left.poll(10, TimeUnit.SECONDS)).isEqualTo(BOB);
            assertThat(alice.ask("List")).isEqualTo(listing(10_000, 1, "alice#127.0.0.1#9001"));
        }
    }

    @Test
    void namesThatNoAccountCanHave_areRefused() {
        try (Town town = town();
                ScriptedClassicClient client = connect(town, first)) {
            for (String name : List.of(
                    "name with spaces", "", "ISSUANCE", "a-name-that-is-longer-than-anybody-needs", "-first", "a#b")) {
                assertThat(client.ask("REGISTER#" + name)).as(name).isEqualTo("210 FAIL\r\n");
            }
            assertThat(client.ask("List")).isEqualTo("Please login first\n");
        }
    }

    @Test
    void loginsThatMakeNoSense_areRefused() {
        try (Town town = town();
                ScriptedClassicClient client = connect(town, first)) {
            client.register("alice");
            for (String text :
                    List.of("alice#0", "alice#65536", "alice#-1", "alice#x", "alice#", "alice#9001#", "alice")) {
                assertThat(client.ask(text)).as(text).isEqualTo("400");
            }
            client.login("alice", 9001);
        }
    }

    /** The count stays true, the own entry is there, and every entry is whole. */
    @Test
    void listingLongerThanABlock_hasAsManyEntriesAsFit() {
        try (Town town = town();
                ScriptedClassicClient zoe = join(town, first, "zoe", 9001)) {
            for (int i = 0; i < 12; i++) {
                town.join(new AccountId("somebody-with-a-long-name-" + i));
            }
            String text = zoe.ask("List");
            assertThat(text).hasSizeLessThanOrEqualTo(244).startsWith("10000\npublic_key\n13\n");
            List<String> entries = text.lines().skip(3).toList();
            assertThat(entries).hasSize(5).last().isEqualTo("zoe#127.0.0.1#9001");
            assertThat(entries.subList(0, 4))
                    .allMatch(line -> line.matches("somebody-with-a-long-name-[0-9]+#127\\.0\\.0\\.1#[0-9]+"));
        }
    }

    @Test
    void clientOverTheLimit_isAnsweredWhenAPlaceIsFree() throws InterruptedException {
        BlockingQueue<Integer> waiting = new LinkedBlockingQueue<>();
        ServerListener listener = new ServerListener() {
            @Override
            public void waiting(InetSocketAddress remote, int connected, int number) {
                waiting.add(number);
            }
        };
        try (Town town = town(options(), builder -> builder.userLimit(2).listener(listener));
                ScriptedClassicClient alice = connect(town, first);
                ScriptedClassicClient bob = connect(town, second)) {
            alice.register("alice");
            bob.register("bob");
            try (ScriptedClassicClient carol = ScriptedClassicClient.of(third).dial(town.port())) {
                assertThat(waiting.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
                assertThat(carol.awaitConnected(MOMENT)).isFalse();
                alice.exit();
                assertThat(carol.awaitConnected(OpensslTool.PATIENCE)).isTrue();
                carol.register("carol");
            }
        }
    }

    @Test
    void clientsWithoutACertificateOnTheList_areTurnedAway() throws Exception {
        try (Town town = town();
                ScriptedClassicClient nobody =
                        ScriptedClassicClient.of(first).withoutCertificate().dial(town.port());
                ScriptedClassicClient mallory =
                        ScriptedClassicClient.of(certs.unlistedClient("mallo")).dial(town.port());
                Socket bare = new Socket(InetAddress.getLoopbackAddress(), town.port())) {
            assertThat(bare.isConnected()).isTrue();
            nobody.awaitEnd();
            mallory.awaitEnd();
            try (ScriptedClassicClient alice = join(town, first, "alice", 9001)) {
                assertThat(alice.ask("List")).startsWith("10000\n");
            }
        }
    }

    @Test
    void clientThatIsListedWhileTheServerRuns_isLetIn() {
        try (Town town = town();
                ScriptedClassicClient late = connect(town, certs.client("later"))) {
            late.register("late");
        }
    }

    @Test
    void serverWithoutTheDialect_refusesThem() {
        try (Town town = new Town(InMemoryAccountStore.create(), serverKey, builder -> builder);
                ScriptedClassicClient client = ScriptedClassicClient.of(first).dial(town.port())) {
            client.awaitEnd();
        }
    }

    @Test
    void serverWhoseCertificateNobodyCouldTrust_doesNotStart(@TempDir Path empty) {
        ClassicOptions options = ClassicOptions.sharing(ClassicCertificates.in(empty));
        assertThatThrownBy(() -> town(options, builder -> builder).close())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("keep it there as server.crt");
    }

    @Test
    void serverWhoseKeyIsTooLongForABlock_doesNotStart() {
        KeyMaterial longer = InMemoryKeys.generate(new KeySpec("longer", 3072, Duration.ofDays(1)), Clock.systemUTC());
        assertThatThrownBy(() -> new Town(InMemoryAccountStore.create(), longer, builder -> builder.classic(options())))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("2048 bits, and the server has one with 3072");
    }

    @Test
    void accountWithAKeyOfItsOwn_cannotBeLoggedInToByItsName() {
        try (Town town = town();
                ScriptedClassicClient mallory = connect(town, first)) {
            Member nora = town.join(NORA);
            assertThat(mallory.ask("nora#9001")).isEqualTo("220 AUTH_FAIL\n");
            nora.client.close();
            assertThat(mallory.ask("nora#9001")).isEqualTo("220 AUTH_FAIL\n");
            assertThat(mallory.ask("REGISTER#NORA")).isEqualTo("210 FAIL\r\n");
        }
    }

    /** The payer is sent to the server's own endpoint, and the payee is offered an order like any other. */
    @Test
    void classicPaysNative() throws InterruptedException {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001)) {
            Member nora = town.join(NORA);
            int gateway = portOf(alice.ask("List"), "nora");
            assertThat(gateway).isNotEqualTo(nora.endpoint.port());
            ScriptedClassicClient.pay(first, gateway, "alice#2000#nora");
            assertThat(alice.receive()).isEqualTo("transfer OK\n");
            Payment payment = nora.received.poll(10, TimeUnit.SECONDS);
            assertThat(payment.payer()).isEqualTo(ALICE);
            assertThat(payment.amount()).isEqualTo(2000);
            ReceiptVerifier.of(town.server().certificate()).verify(payment);
            assertThat(alice.ask("List")).startsWith("8000\n");
            nora.isWilling = false;
            ScriptedClassicClient.pay(first, gateway, "alice#1#nora");
            assertThat(alice.receive()).isEqualTo("transfer FAIL\n");
            ScriptedClassicClient.pay(first, gateway, "alice#-1#nora");
            assertThat(alice.receive()).isEqualTo("transfer FAIL\n");
            nora.client.close();
            ScriptedClassicClient.pay(first, gateway, "alice#1#nora");
            assertThat(alice.receive()).isEqualTo("transfer FAIL\n");
            assertThat(alice.ask("List")).startsWith("8000\n");
        }
    }

    /** Unlike among themselves, classic payers are known here by the key of their session. */
    @Test
    void transferThatAnotherClassicClientBringsToTheGateway_isDropped() {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001);
                ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
            town.join(NORA);
            int gateway = portOf(alice.ask("List"), "nora");
            ScriptedClassicClient.pay(second, gateway, "alice#2000#nora");
            ScriptedClassicClient.pay(second, gateway, "bob#1#nora");
            assertThat(bob.receive()).isEqualTo("transfer OK\n");
            assertThat(alice.ask("List")).startsWith("10000\n");
        }
    }

    /** The payee hears of it at its endpoint, from the server, and brings it to the server: it is not paid twice. */
    @Test
    void nativePaysClassic() {
        try (Town town = town();
                ScriptedPayee till = ScriptedPayee.listen(second);
                ScriptedClassicClient bob = join(town, second, "bob", till.port())) {
            Member nora = town.join(NORA);
            Payment payment = nora.endpoint.pay(BOB, 2000);
            ReceiptVerifier.of(town.server().certificate()).verify(payment);
            ScriptedPayee.Payment told = till.receive();
            assertThat(told.text()).isEqualTo("nora#2000#bob");
            assertThat(told.payer()).isEqualTo(town.server().certificate());
            bob.claim(told.text());
            assertThat(bob.ask("List")).startsWith("12000\n");
            assertThat(town.balance(NORA)).isEqualTo(8_000);
            assertThatThrownBy(() -> nora.endpoint.pay(BOB, 8_001))
                    .isInstanceOfSatisfying(
                            OrderRejectedException.class,
                            e -> assertThat(e.status()).isEqualTo(StatusCode.INSUFFICIENT_FUNDS));
            bob.exit();
            assertThatThrownBy(() -> nora.endpoint.pay(BOB, 1))
                    .isInstanceOfSatisfying(
                            OrderRejectedException.class,
                            e -> assertThat(e.status()).isEqualTo(StatusCode.PAYEE_OFFLINE));
            assertThat(town.sum()).isZero();
        }
    }

    @Test
    void memosAndHolds_areNotForClassicPayees() {
        try (Town town = town();
                ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
            Member nora = town.join(NORA);
            assertThatThrownBy(() -> nora.endpoint.pay(BOB, 1, "lunch"))
                    .isInstanceOf(OrderRejectedException.class)
                    .hasMessageContaining("bob has no key of its own yet and cannot read memos");
            assertThatThrownBy(() -> nora.endpoint.authorize(BOB, 1, Duration.ofHours(1)))
                    .isInstanceOf(OrderRejectedException.class)
                    .hasMessageContaining("cannot capture what is held for it");
            assertThat(bob.ask("List")).startsWith("10000\n");
        }
    }

    @Test
    void caps_boundWhatAClassicAccountCanPay_alsoAfterARestart() {
        ClassicOptions capped = options().withMaxPayment(500).withMaxPerDay(1_000);
        try (Town town = town(capped, builder -> builder)) {
            try (ScriptedClassicClient alice = join(town, first, "alice", 9001);
                    ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
                claim(bob, "alice#501#bob", alice, "transfer FAIL\n");
                claim(bob, "alice#500#bob", alice, "transfer OK\n");
                claim(bob, "alice#499#bob", alice, "transfer OK\n");
                alice.exit();
                bob.exit();
            }
            town.restart();
            try (ScriptedClassicClient alice = connect(town, first);
                    ScriptedClassicClient bob = connect(town, second)) {
                alice.login("alice", 9001);
                bob.login("bob", 9002);
                claim(bob, "alice#2#bob", alice, "transfer FAIL\n");
                claim(bob, "alice#1#bob", alice, "transfer OK\n");
                // What came in does not count.
                claim(alice, "bob#500#alice", bob, "transfer OK\n");
            }
        }
    }

    @Test
    void capOfADay_isFreeAgainTheNextDay() {
        MovableClock clock =
                new MovableClock(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(47)));
        ClassicOptions capped = options().withMaxPerDay(1_000);
        try (Town town = town(capped, builder -> builder.clock(clock));
                ScriptedClassicClient alice = join(town, first, "alice", 9001);
                ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
            claim(bob, "alice#1000#bob", alice, "transfer OK\n");
            claim(bob, "alice#1#bob", alice, "transfer FAIL\n");
            clock.move(Duration.ofHours(2));
            claim(bob, "alice#20000#bob", alice, "transfer FAIL\n");
            claim(bob, "alice#999#bob", alice, "transfer OK\n");
            claim(bob, "alice#2#bob", alice, "transfer FAIL\n");
            claim(bob, "alice#1#bob", alice, "transfer OK\n");
        }
    }

    @Test
    void clientThatLeavesTheWaitingLine_isNoticed() throws InterruptedException {
        BlockingQueue<String> reasons = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> waiting = new LinkedBlockingQueue<>();
        ServerListener listener = new ServerListener() {
            @Override
            public void waiting(InetSocketAddress remote, int connected, int number) {
                waiting.add(number);
            }

            @Override
            public void turnedAway(InetSocketAddress remote, String reason) {
                reasons.add(reason);
            }
        };
        try (Town town = town(options(), builder -> builder.userLimit(1).listener(listener));
                ScriptedClassicClient alice = join(town, first, "alice", 9001)) {
            ScriptedClassicClient bob = ScriptedClassicClient.of(second).dial(town.port());
            assertThat(waiting.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
            bob.close();
            assertThat(reasons.poll(10, TimeUnit.SECONDS)).isEqualTo("it left the waiting line");
            assertThat(alice.ask("List")).startsWith("10000\n");
        }
    }

    @Test
    void frozenClassicAccount_cannotBeBound() {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001)) {
            town.operator().freeze(OrderId.next(Clock.systemUTC(), new Random(1)), ALICE, "stolen");
            KeyMaterial sameKey = PemKeys.in(directory).load("first_client");
            try (MicropayClient client = town.builder().sessionKeys(sameKey).connect()) {
                assertThatThrownBy(() -> client.register(ALICE, Town.wallet(ALICE)))
                        .hasMessageContaining("frozen");
            }
            assertThat(alice.ask("List")).startsWith("10000\n");
        }
    }

    @Test
    void classicAccount_boundToAKey_isNative_andNoLongerClassic() {
        try (Town town = town();
                ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
            ScriptedClassicClient alice = join(town, first, "alice", 9001);
            claim(bob, "alice#2000#bob", alice, "transfer OK\n");
            KeyMaterial others = PemKeys.in(directory).load("third_client");
            try (MicropayClient mallory = town.builder().sessionKeys(others).connect()) {
                assertThatThrownBy(() -> mallory.register(ALICE, Town.wallet(NORA)))
                        .hasMessageContaining("the name is taken");
            }
            KeyMaterial sameKey = PemKeys.in(directory).load("first_client");
            try (MicropayClient client = town.builder().sessionKeys(sameKey).connect()) {
                client.register(ALICE, Town.wallet(ALICE));
                alice.awaitEnd();
            }
            Member own = town.comeBack(ALICE);
            assertThat(own.client.list().balance()).isEqualTo(8_000);
            try (ScriptedClassicClient again = connect(town, first)) {
                assertThat(again.ask("alice#9001")).isEqualTo("220 AUTH_FAIL\n");
            }
            bob.claim("alice#1#bob");
            assertThat(bob.ask("List")).startsWith("12000\n");
            assertThat(own.client.list().balance()).isEqualTo(8_000);
            try (LedgerView view = town.store.view()) {
                assertThat(view.journal(1, 99).stream().map(entry -> entry.kind()))
                        .contains(EntryKind.BINDING);
            }
        }
    }

    /** Every order of a classic account is in the journal with a signature, as every other is. */
    @Test
    void ledgerOfBothDialects_holds() throws InterruptedException {
        try (Town town = town();
                ScriptedClassicClient alice = join(town, first, "alice", 9001);
                ScriptedClassicClient bob = join(town, second, "bob", 9002)) {
            Member nora = town.join(NORA);
            bob.claim("alice#2000#bob");
            alice.receive();
            nora.endpoint.pay(BOB, 5);
            ScriptedClassicClient.pay(first, portOf(alice.ask("List"), "nora"), "alice#7#nora");
            assertThat(alice.receive()).isEqualTo("transfer OK\n");
            assertThat(LedgerAudit.builder(town.store, town.server().certificate())
                            .build()
                            .run()
                            .orders())
                    .isEqualTo(3);
        }
    }

    /** The payee brings a transfer to the server, and the payer is told what came of it. */
    private static void claim(
            ScriptedClassicClient payee, String transfer, ScriptedClassicClient payer, String answer) {
        payee.claim(transfer);
        assertThat(payer.receive()).as(transfer).isEqualTo(answer);
    }

    private static int portOf(String listing, String name) {
        return listing.lines()
                .filter(line -> line.startsWith(name + "#"))
                .map(line -> Integer.parseInt(line.substring(line.lastIndexOf('#') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
