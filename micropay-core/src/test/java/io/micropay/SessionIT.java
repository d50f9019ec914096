package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.micropay.Town.Member;
import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.event.PeerListener;
import io.micropay.event.ServerListener;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.KnownKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Peer;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions: registering, logging in, listing, waiting, leaving, and those who misbehave. */
class SessionIT {
    private static void assertStatus(Runnable request, StatusCode status) {
        assertThatThrownBy(request::run)
                .asInstanceOf(type(MicropayException.class))
                .extracting(MicropayException::status)
                .isEqualTo(status);
    }

    @Test
    void nameTaken_whateverItsCase_isRefused() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            assertStatus(() -> alice.client.register(ALICE, Town.wallet(ALICE)), StatusCode.NAME_TAKEN);
            AccountId shouting = new AccountId("ALICE");
            assertStatus(() -> alice.client.register(shouting, Town.wallet(BOB)), StatusCode.NAME_TAKEN);
            AccountId reserved = AccountId.ISSUANCE;
            assertStatus(() -> alice.client.register(reserved, Town.wallet(BOB)), StatusCode.NAME_TAKEN);
            assertThat(town.sum()).isZero();
        }
    }

    @Test
    void login_takesTheAccountsOwnKey() {
        try (Town town = new Town()) {
            MicropayClient client = town.connect(PeerListener.NONE);
            assertStatus(() -> client.login(ALICE, Town.wallet(ALICE)), StatusCode.AUTHENTICATION_FAILED);
            client.register(ALICE, Town.wallet(ALICE));
            assertStatus(() -> client.login(ALICE, Town.wallet(BOB)), StatusCode.AUTHENTICATION_FAILED);
            assertStatus(() -> client.login(AccountId.ISSUANCE, Town.wallet(BOB)), StatusCode.AUTHENTICATION_FAILED);
            assertThat(client.login(ALICE, Town.wallet(ALICE)).account()).isEqualTo(ALICE);
        }
    }

    @Test
    void sessionKeyThatLoggedInTooOften_isRefused() {
        try (Town town = new Town()) {
            KeyMaterial key = InMemoryKeys.generate(KeySpec.session("worn"), Clock.systemUTC());
            try (MicropayClient client = town.builder().sessionKeys(key).connect()) {
                client.register(ALICE, Town.wallet(ALICE));
                client.login(ALICE, Town.wallet(ALICE));
            }
            // As if it had logged in as often as it may.
            try (LedgerTransaction transaction = town.store.begin()) {
                Credential like = transaction.credentials(Optional.empty(), 1).get(0);
                transaction.save(new LedgerChanges(
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        IntStream.range(1, 1_000)
                                .mapToObj(number -> new Credential(
                                        like.grant(),
                                        Bytes.of((byte) number, (byte) (number >> 8)),
                                        like.signature(),
                                        like.accountKey(),
                                        like.sessionKey(),
                                        like.sealingKey()))
                                .toList(),
                        List.of()));
                transaction.commit();
            }
            try (MicropayClient client = town.builder().sessionKeys(key).connect()) {
                assertThatThrownBy(() -> client.login(ALICE, Town.wallet(ALICE)))
                        .hasMessageContaining("logged in 1000 times; log in with a new one");
            }
            assertThat(town.comeBack(ALICE).endpoint.account()).isEqualTo(ALICE);
        }
    }

    @Test
    void secondLogin_isRefusedWhileTheFirstIsAlive() {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            assertStatus(() -> town.comeBack(ALICE), StatusCode.ALREADY_LOGGED_IN);
            assertStatus(() -> alice.client.login(ALICE, Town.wallet(ALICE)), StatusCode.ALREADY_LOGGED_IN);
            assertThat(alice.client.list().online()).isEqualTo(1);
        }
    }

    @Test
    void requestsBeforeLogin_areRefused_andTheSessionGoesOn() {
        try (Town town = new Town()) {
            MicropayClient client = town.connect(PeerListener.NONE);
            assertStatus(client::list, StatusCode.NOT_LOGGED_IN);
            client.register(ALICE, Town.wallet(ALICE));
        }
    }

    @Test
    void listing_namesEverybodyOnline_inOrder() {
        try (Town town = new Town()) {
            Member bob = town.join(BOB);
            Member alice = town.join(ALICE);
            assertThat(alice.client.list().peers())
                    .containsExactly(
                            new Peer(ALICE, "127.0.0.1", alice.endpoint.port()),
                            new Peer(BOB, "127.0.0.1", bob.endpoint.port()));
            bob.client.close();
            bob.client.close();
            assertThat(alice.client.list().online()).isEqualTo(1);
        }
    }

    @Test
    void clientOverTheLimit_waits_isToldItsPlace_andMovesUp() throws InterruptedException {
        try (Town town = new Town(InMemoryAccountStore.create(), 1, ServerListener.NONE)) {
            MicropayClient first = town.connect(PeerListener.NONE);
            BlockingQueue<Integer> ahead = new LinkedBlockingQueue<>();
            PeerListener listener = new PeerListener() {
                @Override
                public void waiting(int number) {
                    ahead.add(number);
                }
            };
            CompletableFuture<MicropayClient> second = CompletableFuture.supplyAsync(() -> town.connect(listener));
            assertThat(ahead.poll(10, TimeUnit.SECONDS)).isEqualTo(0);
            BlockingQueue<Integer> aheadOfThird = new LinkedBlockingQueue<>();
            PeerListener other = new PeerListener() {
                @Override
                public void waiting(int number) {
                    aheadOfThird.add(number);
                }
            };
            CompletableFuture<MicropayClient> third = CompletableFuture.supplyAsync(() -> town.connect(other));
            assertThat(aheadOfThird.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(second).isNotDone();
            first.close();
            MicropayClient admitted = second.join();
            assertThat(aheadOfThird.poll(10, TimeUnit.SECONDS)).isEqualTo(0);
            admitted.register(ALICE, Town.wallet(ALICE));
            admitted.close();
            third.join().close();
        }
    }

    @Test
    void wrongServerKey_isRefused_beforeAnythingIsSaid() {
        try (Town town = new Town()) {
            ServerTrust wrong =
                    ServerTrust.certificate(InMemoryKeys.generate(KeySpec.server("other"), Clock.systemUTC())
                            .certificate());
            assertThatThrownBy(() -> MicropayClient.builder("127.0.0.1", town.port(), wrong)
                            .connect())
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("wrong server key");
            KnownKeys known = KnownKeys.inMemory();
            MicropayClient.builder("127.0.0.1", town.port(), ServerTrust.onFirstUse(known))
                    .connect()
                    .close();
            assertThat(known.find("127.0.0.1:" + town.port()))
                    .contains(town.server().fingerprint());
        }
    }

    @Test
    void unreachableServer_isAClearError() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        ServerTrust trust = ServerTrust.onFirstUse(KnownKeys.inMemory());
        assertThatThrownBy(
                        () -> MicropayClient.builder("127.0.0.1", port, trust).connect())
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("cannot connect to 127.0.0.1:" + port);
    }

    @Test
    void portInUse_isAClearError() {
        try (Town town = new Town()) {
            var builder = MicropayServer.builder(
                            InMemoryKeys.generate(KeySpec.server("second"), Clock.systemUTC()),
                            InMemoryAccountStore.create())
                    .port(town.port());
            assertThatThrownBy(builder::start)
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("cannot listen on port " + town.port());
        }
    }

    @Test
    void garbage_costsItsSenderTheConnection_andNobodyElse() throws IOException, InterruptedException {
        BlockingQueue<String> turnedAway = new LinkedBlockingQueue<>();
        ServerListener listener = new ServerListener() {
            @Override
            public void turnedAway(InetSocketAddress remote, String reason) {
                turnedAway.add(reason);
            }
        };
        try (Town town = new Town(InMemoryAccountStore.create(), 10, listener)) {
            Member alice = town.join(ALICE);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), town.port())) {
                OutputStream out = socket.getOutputStream();
                out.write("GET / HTTP/1.1\r\nHost: micropay\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(turnedAway.poll(10, TimeUnit.SECONDS)).contains("TLS");
            }
            assertThat(alice.client.list().online()).isEqualTo(1);
        }
    }

    @Test
    void serverThatCloses_tellsItsClients() throws InterruptedException {
        try (Town town = new Town()) {
            Member alice = town.join(ALICE);
            town.server().close();
            assertThat(alice.disconnections.poll(10, TimeUnit.SECONDS)).isEqualTo(StatusCode.SHUTTING_DOWN);
            assertStatus(alice.client::list, StatusCode.SHUTTING_DOWN);
        }
    }

    @Test
    void clientThatVanishes_isLoggedOut() throws IOException {
        try (Town town = new Town();
                Proxy proxy = new Proxy(town.port())) {
            MicropayClient vanishing = MicropayClient.builder(
                            "127.0.0.1",
                            proxy.port(),
                            ServerTrust.pinned(town.server().fingerprint()))
                    .connect();
            vanishing.register(ALICE, Town.wallet(ALICE));
            vanishing.login(ALICE, Town.wallet(ALICE));
            Member bob = town.join(BOB);
            assertThat(bob.client.list().online()).isEqualTo(2);
            proxy.cut();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(bob.client.list().online()).isEqualTo(1));
            vanishing.close();
        }
    }

    @Test
    void clientThatNoLongerAnswers_isReplacedByANewLogin() throws IOException {
        try (Town town = new Town();
                Proxy proxy = new Proxy(town.port())) {
            MicropayClient silent = MicropayClient.builder(
                            "127.0.0.1",
                            proxy.port(),
                            ServerTrust.pinned(town.server().fingerprint()))
                    .connect();
            silent.register(ALICE, Town.wallet(ALICE));
            silent.login(ALICE, Town.wallet(ALICE));
            proxy.swallow();
            Member again = town.comeBack(ALICE);
            assertThat(again.client.list().online()).isEqualTo(1);
            silent.close();
            assertThat(again.client.list().online()).isEqualTo(1);
        }
    }
}
