package io.micropay.reference.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.error.RequestRefusedException;
import io.micropay.error.StoreException;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import io.micropay.reference.server.metrics.LedgerWatch;
import io.micropay.reference.server.metrics.ServerMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a real server says that it is not well. */
@Timeout(60)
class HealthIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final KeyMaterial KEY = InMemoryKeys.generate(KeySpec.sealing("server"), CLOCK);

    private final BreakableStore store = new BreakableStore();
    private final ServerMetrics metrics = new ServerMetrics(CLOCK);
    private StatusServer web;
    private MicropayServer server;
    private LedgerWatch watch;

    /** Can be broken for readers and for writers. */
    private static final class BreakableStore implements AccountStore {
        private final AccountStore store = InMemoryAccountStore.create();
        volatile boolean isUnreadable;
        volatile boolean isUnwritable;

        @Override
        public LedgerView view() {
            check(isUnreadable);
            return store.view();
        }

        @Override
        public LedgerTransaction begin() {
            check(isUnwritable);
            return store.begin();
        }

        private static void check(boolean isBroken) {
            if (isBroken) {
                throw new StoreException(StatusCode.SERVER_FAILED, "the disk is gone");
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        web = StatusServer.bind(0, Optional.empty());
        server = MicropayServer.builder(KEY, store).listener(metrics.listener()).start();
        watch = LedgerWatch.start(store, CLOCK, Duration.ofMillis(5));
        metrics.watch(server::status, watch);
        web.start(metrics, new Currency("$", 0), CLOCK);
        awaitHealth(200, "\"status\":\"ok\"");
    }

    @AfterEach
    void stop() {
        watch.close();
        server.close();
        web.close();
        metrics.close();
    }

    private void awaitHealth(int status, String part) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            HttpResponse<String> answer = get("/health");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).contains(part);
        });
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + web.address().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void ledgerThatCannotBeRead_isNotWell_untilItCan() {
        store.isUnreadable = true;
        awaitHealth(503, "\"ledger_readable\":false");
        store.isUnreadable = false;
        awaitHealth(200, "\"ledger_readable\":true");
    }

    @Test
    void ledgerThatCannotBeWritten_isNotWell_untilItCan() throws Exception {
        Wallet keys = new Wallet(
                InMemoryKeys.generate(KeySpec.sealing("alice"), CLOCK),
                InMemoryKeys.generate(KeySpec.sealing("alice"), CLOCK));
        try (MicropayClient alice = MicropayClient.builder(
                        "127.0.0.1", server.port(), ServerTrust.pinned(server.fingerprint()))
                .connect()) {
            store.isUnwritable = true;
            assertThatThrownBy(() -> alice.register(new AccountId("alice"), keys))
                    .isInstanceOf(RequestRefusedException.class);
            HttpResponse<String> broken = get("/health");
            assertThat(broken.statusCode()).isEqualTo(503);
            assertThat(broken.body()).contains("\"ledger_writable\":false").doesNotContain("failure\":null");
            assertThat(get("/metrics").body())
                    .contains("micropay_settlement_failures_total 1.0\n")
                    .contains("micropay_requests_rejected_total{reason=\"server_failed\",status=\"500\"} 1.0\n");
            store.isUnwritable = false;
            alice.register(new AccountId("alice"), keys);
            assertThat(get("/health").body())
                    .contains("\"ledger_writable\":true")
                    .doesNotContain("failure\":null");
        }
    }

    @Test
    void serverThatIsClosed_isNotWell() throws Exception {
        server.close();
        HttpResponse<String> answer = get("/health");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"accepting\":false");
    }
}
