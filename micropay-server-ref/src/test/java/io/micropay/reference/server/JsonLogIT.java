package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real program with {@code --log-format json}: a machine can read every line of it. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class JsonLogIT {
    @TempDir
    private Path directory;

    @Test
    void everyLine_isAnObject() throws Exception {
        try (ProgramRun run = ProgramRun.start(
                directory, "", "0", "3", "--log-format", "json", "--metrics-port", "0", "--metrics-bind", "0.0.0.0")) {
            int port = Integer.parseInt(run.output()
                    .await(".*\"event\":\"listening\",\"port\":(\\d+).*")
                    .group(1));
            run.output().await(".*\"event\":\"fingerprint\".*");
            run.output().await(".*\"url\":\"http://0\\.0\\.0\\.0:\\d+/\".*");
            try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
                stranger.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                run.output().await(".*\"event\":\"turned_away\".*");
            }
            registerAndLogIn(port);
            run.output().await(".*\"event\":\"disconnected\".*");
            run.signal("TERM");
            assertThat(run.awaitExit(15)).isZero();
            assertThat(run.errors().toString()).isEmpty();
            List<JsonNode> lines = objects(run.output());
            assertThat(lines)
                    .extracting(line -> line.at("/event").stringValue())
                    .containsSubsequence("user_limit", "message", "listening", "ledger_created", "fingerprint")
                    .containsSubsequence("turned_away", "connected", "received", "logged_in", "logged_out")
                    .containsSubsequence("disconnected", "signal")
                    .containsOnlyOnce("metrics_exposed");
            assertThat(lines)
                    .filteredOn(line -> line.at("/event").stringValue().equals("logged_in"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.at("/account").stringValue()).isEqualTo("brian");
                        assertThat(line.at("/online").intValue()).isEqualTo(1);
                        assertThat(line.at("/ip").stringValue()).isEqualTo("127.0.0.1");
                    });
        }
    }

    private void registerAndLogIn(int port) {
        ServerTrust trust = ServerTrust.certificateFile(directory.resolve("certs/server.crt"));
        try (MicropayClient brian =
                MicropayClient.builder("127.0.0.1", port, trust).connect()) {
            Wallet keys = LedgerFixture.wallet("brian");
            brian.register(new AccountId("brian"), keys);
            brian.login(new AccountId("brian"), keys);
        }
    }

    @Test
    void failure_isAnObject() throws Exception {
        try (ProgramRun run =
                ProgramRun.start(directory, "", "0", "--log-format", "json", "--db", "no/such/directory/server.db")) {
            assertThat(run.awaitExit(15)).isEqualTo(Failure.FAILED);
            assertThat(objects(run.errors())).singleElement().satisfies(line -> {
                assertThat(line.at("/level").stringValue()).isEqualTo("ERROR");
                assertThat(line.at("/event").stringValue()).isEqualTo("failed");
                assertThat(line.at("/exit_code").intValue()).isEqualTo(1);
                assertThat(line.at("/message").stringValue()).contains("cannot lock the ledger");
            });
        }
    }

    /** Every line, parsed; each has a time and a level. */
    private static List<JsonNode> objects(Transcript printed) {
        List<JsonNode> lines = printed.toString()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(Instant.parse(line.at("/time").stringValue())).isBefore(Instant.now());
            assertThat(line.at("/level").stringValue()).isIn("INFO", "WARN", "ERROR");
        });
        return lines;
    }
}
