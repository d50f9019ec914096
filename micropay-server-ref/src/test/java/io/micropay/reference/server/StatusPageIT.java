package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.error.OrderRejectedException;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the real program shows to operators after alice has paid bob three times and once too much. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class StatusPageIT {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @TempDir
    private static Path directory;

    private static ProgramRun run;
    private static MicropayClient alice;
    private static MicropayClient bob;
    private static URI page;

    @BeforeAll
    static void payThreeTimes() throws IOException {
        run = ProgramRun.start(directory, "", "0", "5", "-s", "--metrics-port", "0");
        int port = run.awaitPort();
        page = URI.create(run.output()
                .await("Metrics and status page on (http://127\\.0\\.0\\.1:\\d+/)\n")
                .group(1));
        alice = connect(port);
        Wallet aliceKeys = LedgerFixture.wallet("alice");
        alice.register(ALICE, aliceKeys);
        PeerEndpoint endpoint = alice.login(ALICE, aliceKeys);
        bob = connect(port);
        Wallet bobKeys = LedgerFixture.wallet("bob");
        bob.register(BOB, bobKeys);
        bob.login(BOB, bobKeys);
        for (int i = 1; i <= 3; i++) {
            endpoint.pay(BOB, 100L * i);
        }
        assertThatThrownBy(() -> endpoint.pay(BOB, 1_000_000)).isInstanceOf(OrderRejectedException.class);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(status().at("/ledger/entries").longValue()).isEqualTo(6));
    }

    @AfterAll
    static void stop() throws Exception {
        run.signal("TERM");
        assertThat(run.awaitExit(15)).isZero();
        assertThat(run.errors().toString()).isEmpty();
        run.close();
        alice.close();
        bob.close();
    }

    private static MicropayClient connect(int port) {
        ServerTrust trust = ServerTrust.certificateFile(directory.resolve("certs/server.crt"));
        return MicropayClient.builder("127.0.0.1", port, trust).connect();
    }

    private static HttpResponse<String> send(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(page.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode status() {
        return JsonMapper.shared().readTree(send("GET", "/status.json").body());
    }

    /** Sends just these bytes, and reads until the server closes. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void metrics_areWhatWasDone() {
        assertThat(send("GET", "/metrics").body().lines())
                .contains(
                        "micropay_orders_total{outcome=\"settled\",status=\"130\"} 3.0",
                        "micropay_orders_total{outcome=\"insufficient_funds\",status=\"270\"} 1.0",
                        "micropay_orders_total{outcome=\"voided\",status=\"268\"} 0.0",
                        "micropay_requests_rejected_total{reason=\"signature_invalid\",status=\"266\"} 0.0",
                        "micropay_sessions{state=\"connected\"} 2.0",
                        "micropay_sessions{state=\"online\"} 2.0",
                        "micropay_sessions{state=\"waiting\"} 0.0",
                        "micropay_connections_total 2.0",
                        "micropay_settlement_latency_seconds_count 8",
                        "micropay_settlement_batch_size_sum 8.0",
                        "micropay_settlement_failures_total 0.0",
                        "micropay_settlement_queue_depth 0.0",
                        "micropay_held_amount 0.0",
                        "micropay_holds_open 0.0",
                        "micropay_ledger_sum 0.0",
                        "micropay_ledger_readable 1.0",
                        "micropay_ledger_entries 6.0")
                .anyMatch(line -> line.startsWith("micropay_settlement_commit_seconds_sum "))
                .anyMatch(line -> line.startsWith("micropay_settlement_write_seconds_bucket{le=\"0.01\"}"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("process_uptime_seconds "));
    }

    @Test
    void health_isOk() {
        HttpResponse<String> answer = send("GET", "/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"status\":\"ok\",\"accepting\":true,\"ledger_readable\":true,"
                        + "\"ledger_writable\":true,\"seconds_since_commit_failure\":null}");
    }

    @Test
    void status_hasTheJournal_newestFirst() {
        JsonNode status = status();
        assertThat(status.at("/settled").intValue()).isEqualTo(3);
        assertThat(status.at("/rejected").intValue()).isEqualTo(1);
        assertThat(status.at("/journal").size()).isEqualTo(6);
        JsonNode paid = status.at("/journal/1");
        assertThat(paid.at("/sequence").intValue()).isEqualTo(5);
        assertThat(List.of(paid.at("/kind"), paid.at("/payer"), paid.at("/payee"), paid.at("/amount")))
                .extracting(JsonNode::stringValue)
                .containsExactly("payment", "alice", "bob", "300");
    }

    @Test
    void everyAnswer_keepsBrowsersFromGuessing() {
        for (String path : List.of("/", "/status.js", "/status.css", "/status.json", "/metrics", "/health", "/no")) {
            var headers = send("GET", path).headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe"));
        }
    }

    @Test
    void methodsAndPathsThatThereAreNot_areRefused() {
        HttpResponse<String> head = send("HEAD", "/health");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE")) {
            HttpResponse<String> answer = send(method, "/health");
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        }
        for (String path : List.of("/no", "/status.html", "/../server.db", "/%2e%2e/certs/server.key")) {
            assertThat(send("GET", path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void bodies_areRefused() throws IOException {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void hostsThatAreNames_areRefused() throws IOException {
        for (String host : List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "")) {
            assertThat(raw("GET /status.json HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("alice");
        }
        for (String host : List.of("localhost", "LocalHost:80", "127.0.0.1", "[::1]:9464")) {
            assertThat(raw("GET /health HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void slowClients_holdNobodyUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort());
                slow.add(socket);
                socket.getOutputStream().write("GET /health HT".getBytes(StandardCharsets.US_ASCII));
            }
            long begun = System.nanoTime();
            assertThat(send("GET", "/health").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void page_showsFigures() throws Exception {
        String dom = dom(page);
        assertThat(dom)
                .contains("data-state=\"live\"")
                .contains("<section id=\"sum-box\" class=\"good\"")
                .contains("<p class=\"figure\" id=\"sum\">0</p>")
                .contains("<span id=\"settled\">3</span>", "<b id=\"rejected\">1</b>", "<span id=\"online\">2</span>")
                .contains("<td class=\"name\">alice</td><td class=\"name\">bob</td><td class=\"number\">$300</td>")
                .contains("<td class=\"rejection\">rejection</td>")
                .containsPattern("<path class=\"line\" d=\"M0\\.0 [0-9.]+L");
    }

    @Test
    void page_saysWhenTheServerNoLongerAnswers() throws Exception {
        String once = send("GET", "/status.json").body().replace("\"sum\":\"0\"", "\"sum\":\"-12345\"");
        AtomicInteger asked = new AtomicInteger();
        HttpServer failing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (String path : List.of("/", "/status.js", "/status.css")) {
            HttpResponse<String> file = send("GET", path);
            answer(failing, path, file.headers().firstValue("Content-Type").orElseThrow(), file.body());
        }
        failing.createContext("/status.json", exchange -> {
            byte[] body = once.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked.getAndIncrement() == 0 ? 200 : 500, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        failing.start();
        try {
            String dom =
                    dom(URI.create("http://127.0.0.1:" + failing.getAddress().getPort() + "/"));
            assertThat(dom)
                    .contains("data-state=\"stale\"")
                    .containsPattern("no answer since [0-9:]+; these figures are old")
                    .contains("<section id=\"sum-box\" class=\"bad\"")
                    .contains("<p class=\"figure\" id=\"sum\">-$12,345</p>");
        } finally {
            failing.stop(0);
        }
    }

    private static void answer(HttpServer server, String path, String type, String text) {
        server.createContext(path, exchange -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** The page as a browser has it after some seconds of its own time. */
    private static String dom(URI address) throws IOException, InterruptedException {
        Optional<String> browser = Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> "/usr/bin/" + name)
                .filter(name -> Files.isExecutable(Path.of(name)))
                .findFirst();
        assumeTrue(browser.isPresent(), "there is no Chromium here to look at the page with");
        Path profile = Files.createDirectories(directory.resolve("browser"));
        Path dom = Files.createTempFile(directory, "dom", ".html");
        Process process = new ProcessBuilder(
                        browser.get(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=3500",
                        "--dump-dom",
                        address.toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the browser ends")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(dom);
    }
}
