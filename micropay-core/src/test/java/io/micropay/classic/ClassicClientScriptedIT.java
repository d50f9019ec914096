package io.micropay.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micropay.ClassicClient;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.RequestRefusedException;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeySpec;
import io.micropay.keys.Wallet;
import io.micropay.model.StatusCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our client of the classic dialect with a server, a payer and a payee that share no code with it. */
@Timeout(60)
class ClassicClientScriptedIT {
    @TempDir
    Path directory;

    private final BlockingQueue<String> announced = new LinkedBlockingQueue<>();
    private final ClassicListener listener = new ClassicListener() {
        @Override
        public void announced(String payer, long amount) {
            announced.add(payer + " " + amount);
        }
    };
    private ScriptedCerts certs;
    private ScriptedClassicServer server;

    @BeforeEach
    void start() {
        assumeTrue(OpensslTool.isAvailable(), "openssl 3 is not installed");
        certs = new ScriptedCerts(directory);
        server = ScriptedClassicServer.start(certs, 4);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ClassicClient join(String name) {
        ClassicClient client = ClassicClient.builder(
                        "127.0.0.1", server.port(), ClassicCertificates.in(certs.directory()))
                .listener(listener)
                .connect();
        client.register(name);
        client.login(name, 0);
        return client;
    }

    private String nextAnnounced() throws InterruptedException {
        return String.valueOf(announced.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void session_ofTwoOfOurs_movesMoneyAndDoesNoHarm() throws Exception {
        try (ClassicClient alice = join("alice");
                ClassicClient bob = join("bob")) {
            alice.pay("bob", 2000);
            bob.pay("alice", 50);

            assertThat(nextAnnounced()).isEqualTo("alice 2000");
            assertThat(nextAnnounced()).isEqualTo("bob 50");
            assertThat(alice.list().balance()).isEqualTo(8050);
            assertThat(bob.list().balance()).isEqualTo(11_950);
            assertThatExceptionOfType(OrderRejectedException.class)
                    .isThrownBy(() -> bob.pay("alice", 100_000))
                    .extracting(MicropayException::status)
                    .isEqualTo(StatusCode.INSUFFICIENT_FUNDS);
            assertThatExceptionOfType(OrderRejectedException.class).isThrownBy(() -> bob.pay("carol", 5));
        }
        server.awaitOffline("alice");
        server.awaitOffline("bob");
        server.assertUnharmed();
    }

    @Test
    void pay_toAPayeeOfOpenssl_settles() {
        ScriptedIdentity keys = certs.client("bobbb");
        try (ScriptedPayee endpoint = ScriptedPayee.listen(keys);
                ScriptedClassicClient bob = ScriptedClassicClient.of(keys).connect(server.port());
                ClassicClient alice = join("alice")) {
            bob.register("bob");
            bob.login("bob", endpoint.port());
            CompletableFuture<Void> paying = CompletableFuture.runAsync(() -> alice.pay("bob", 2000));
            String payment = endpoint.receive().text();
            bob.claim(payment);
            paying.join();

            assertThat(payment).isEqualTo("alice#2000#bob");
            assertThat(alice.list().balance()).isEqualTo(8000);
            bob.exit();
        }
        server.assertUnharmed();
    }

    @Test
    void payments_byAPayerOfOpenssl_arePassedOnUnlessTheyWouldDoHarm() throws Exception {
        ScriptedIdentity keys = certs.client("alice");
        try (ScriptedClassicClient alice = ScriptedClassicClient.of(keys).connect(server.port());
                ClassicClient bob = join("bob")) {
            alice.register("alice");
            alice.login("alice", 9001);
            int port = bob.peerPort().orElseThrow();

            ScriptedClassicClient.pay(keys, port, "nobody#5#bob");
            ScriptedClassicClient.pay(keys, port, "alice#1.5#bob");
            ScriptedClassicClient.pay(keys, port, "alice#2000#bob");
            assertThat(alice.receive()).isEqualTo("transfer OK\n");
            ScriptedClassicClient.pay(keys, port, "alice#-5#bob");
            assertThat(alice.receive()).isEqualTo("transfer FAIL\n");
            ScriptedClassicClient.pay(keys, port, "alice#100000#bob");
            assertThat(alice.receive()).isEqualTo("transfer FAIL due to bankruptcy\n");

            assertThat(nextAnnounced()).isEqualTo("alice 2000");
            assertThat(bob.list().balance()).isEqualTo(12_000);
            alice.exit();
        }
        server.assertUnharmed();
    }

    @Test
    void upgrade_atAServerThatKnowsNothingOfIt_isRefusedAndDoesNoHarm() {
        KeySpec quick = KeySpec.session("alice");
        Wallet wallet = new Wallet(
                InMemoryKeys.generate(quick, Clock.systemUTC()), InMemoryKeys.generate(quick, Clock.systemUTC()));
        try (ClassicClient alice = join("alice")) {
            assertThatExceptionOfType(RequestRefusedException.class)
                    .isThrownBy(() -> alice.upgrade(wallet))
                    .extracting(MicropayException::status)
                    .isEqualTo(StatusCode.VERSION_UNSUPPORTED);
            assertThat(alice.list().balance()).isEqualTo(10_000);
        }
        server.assertUnharmed();
    }
}
