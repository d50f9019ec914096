package io.micropay.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripted client and payee against the scripted server: what they do to each other is the dialect's fact sheet. */
class ScriptedClassicIT {
    private static final Duration A_MOMENT = Duration.ofMillis(500);

    private static @TempDir Path directory;
    private static ScriptedCerts certs;
    private static ScriptedIdentity alice;
    private static ScriptedIdentity bob;

    private final ScriptedClassicServer server = ScriptedClassicServer.start(certs, 2);

    @BeforeAll
    static void makeCertificates() {
        assumeTrue(OpensslTool.isAvailable(), "openssl 3 is not installed");
        certs = new ScriptedCerts(directory);
        certs.server();
        alice = certs.client("alice");
        bob = certs.client("bobbb");
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @AfterAll
    static void findNothingRunning() {
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().command().orElse("").endsWith("openssl"));
    }

    @Test
    void session_fromRegistrationToGoodbye_isAnsweredAsDocumented() {
        try (ScriptedClassicClient client =
                ScriptedClassicClient.of(alice).tls12().connect(server.port())) {
            assertThat(client.tlsVersion()).isEqualTo("TLS 1.2");
            assertThat(client.serverCertificate()).isEqualTo(certs.server().x509());
            assertThat(client.ask("List")).isEqualTo("Please login first\n");
            client.register("alice");
            assertThat(client.ask("REGISTER#alice")).isEqualTo("210 FAIL\r\n");
            assertThat(client.ask("nobody#9001")).isEqualTo("220 AUTH_FAIL\n");
            assertThat(client.login("alice", 9001)).isEqualTo("10000\npublic_key\n1\nalice#127.0.0.1#9001\n");
            assertThat(client.ask("alice#9001")).isEqualTo("230 DUPLICATE_LOGIN\n");
            assertThat(client.ask("Balance")).isEqualTo("400");
            client.exit();
            client.awaitEndWithNothingLeft();
        }
        server.awaitOffline("alice");
        server.assertUnharmed();
    }

    @Test
    void payment_claimedByPayee_isToldToPayer() {
        try (ScriptedPayee endpoint = ScriptedPayee.listen(bob);
                ScriptedClassicClient payer = online(alice, "alice", 9001);
                ScriptedClassicClient payee = online(bob, "bob", endpoint.port())) {
            assertThat(transfer(endpoint, payer, payee, "alice#2000#bob")).isEqualTo("transfer OK\n");
            assertThat(transfer(endpoint, payer, payee, "alice#8001#bob"))
                    .isEqualTo("transfer FAIL due to bankruptcy\n");
            assertThat(transfer(endpoint, payer, payee, "alice#-5#bob")).isEqualTo("transfer FAIL\n");
            assertThat(payee.ask("List"))
                    .isEqualTo("12000\npublic_key\n2\nalice#127.0.0.1#9001\nbob#127.0.0.1#" + endpoint.port() + "\n");
            assertThat(server.balance("alice")).isEqualTo(8000);
            assertThat(server.requests()).contains("TRANSACTION", "alice#2000#bob");
        }
        server.assertUnharmed();
    }

    @Test
    void blocks_cutByRecords_areUnderstoodAsByTheOtherProgram() {
        try (ScriptedClassicClient client =
                ScriptedClassicClient.of(alice).tls13().connect(server.port())) {
            client.sendTogether("List", "REGISTER#alice");
            assertThat(client.receive()).isEqualTo("Please login first\n");
            assertThat(client.receive()).isEqualTo("100 OK\r\n");
            client.sendWithoutPad("List");
            assertThat(client.receive()).isEqualTo("Please login first\n");
            server.assertUnharmed();

            client.sendSplit("List", 100);
            assertThat(client.receive()).isEqualTo("400");
            assertThat(client.receive()).isEqualTo("400");
            client.sendSignedBy(bob, "List");
            assertThat(client.receive()).isEqualTo("400");
            assertThat(server.harm()).hasSize(3).allMatch(harm -> harm.startsWith("misunderstood"));
            assertThat(client.awaitBlock(A_MOMENT)).isFalse();
        }
    }

    @Test
    void listing_ofMoreThanFits_isZeros() {
        try (ScriptedClassicClient client = ScriptedClassicClient.of(alice).connect(server.port())) {
            for (int user = 10; user < 20; user++) {
                client.register("user" + user);
                client.login("user" + user, 9000 + user);
            }
            client.register("user20");
            client.send("user20#9020");
            assertThat(client.receiveBlock()).isEqualTo(new byte[ScriptedBlocks.BLOCK_BYTES]);
        }
    }

    @Test
    void connection_overTheLimit_waitsForAWorker() {
        try (ScriptedClassicClient first = ScriptedClassicClient.of(alice).connect(server.port());
                ScriptedClassicClient second = ScriptedClassicClient.of(bob).connect(server.port());
                ScriptedClassicClient third = ScriptedClassicClient.of(bob).dial(server.port())) {
            server.awaitWaiting();
            assertThat(third.awaitConnected(A_MOMENT)).isFalse();
            first.exit();
            assertThat(third.awaitConnected(OpensslTool.PATIENCE)).isTrue();
            assertThat(third.ask("List")).isEqualTo(second.ask("List"));
        }
        server.assertUnharmed();
    }

    @Test
    void client_killed_isLoggedOut() {
        try (ScriptedClassicClient client = online(alice, "alice", 9001)) {
            client.kill();
            server.awaitOffline("alice");
        }
        server.assertUnharmed();
    }

    @Test
    void server_killed_endsItsConnections() {
        try (ScriptedClassicClient client = online(alice, "alice", 9001)) {
            server.close();
            client.awaitEnd();
        }
        server.assertUnharmed();
    }

    @Test
    void crash_ofBareConnection_isTold() throws IOException {
        try (Socket bare = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            assertThat(bare.isConnected()).isTrue();
        }
        assertCrash("without TLS");
    }

    @Test
    void crash_ofUnlistedCertificate_isTold() {
        ScriptedIdentity mallory = certs.unlistedClient("mallo");
        try (ScriptedClassicClient client = ScriptedClassicClient.of(mallory).dial(server.port())) {
            client.awaitEnd();
            assertThat(client.complaint())
                    .hasValueSatisfying(said -> assertThat(said).contains("Alert"));
        }
        assertCrash("CA.pem does not list");
    }

    @Test
    void crash_ofMissingCertificate_isTold() {
        try (ScriptedClassicClient client =
                ScriptedClassicClient.of(alice).withoutCertificate().dial(server.port())) {
            client.awaitEnd();
        }
        assertCrash("without a certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody#5#bob", "bob#5#nobody", "carol#5#bob", "bob#0.5#bob", "bob#much#bob"})
    void crash_ofPaymentBySomebodyOrOfSomethingElse_isTold(String payment) {
        try (ScriptedClassicClient client = online(bob, "bob", 9002)) {
            client.register("carol");
            client.claim(payment);
            client.awaitEnd();
        }
        assertCrash(payment);
    }

    private void assertCrash(String reason) {
        server.awaitHarm();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(server::assertUnharmed)
                .withMessageContaining("crash: ")
                .withMessageContaining(reason);
    }

    private ScriptedClassicClient online(ScriptedIdentity identity, String name, int peerPort) {
        ScriptedClassicClient client = ScriptedClassicClient.of(identity).connect(server.port());
        client.register(name);
        client.login(name, peerPort);
        return client;
    }

    /** What happens when somebody pays: the payer's block, the payee's two, and the answer to the payer. */
    private static String transfer(
            ScriptedPayee endpoint, ScriptedClassicClient payer, ScriptedClassicClient payee, String payment) {
        ScriptedClassicClient.pay(alice, endpoint.port(), payment);
        payee.claim(endpoint.receive().text());
        return payer.receive();
    }
}
