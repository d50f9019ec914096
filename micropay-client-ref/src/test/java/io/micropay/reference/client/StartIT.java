package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.keys.Fingerprint;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeySpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program tells whoever started it. */
@Execution(ExecutionMode.CONCURRENT)
class StartIT {
    @TempDir
    private Path directory;

    private ProgramRun client(int port, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "client";
        arguments[1] = "127.0.0.1";
        arguments[2] = String.valueOf(port);
        System.arraycopy(options, 0, arguments, 3, options.length);
        return ProgramRun.start(directory, Map.of(), arguments);
    }

    @Test
    void server_thatIsNotThere_isExitCode5() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        try (ProgramRun run = client(unused)) {
            assertThat(run.awaitExit()).isEqualTo(5);
            assertThat(run.output()).contains("cannot connect to 127.0.0.1:" + unused);
            assertThat(directory.resolve("certs")).isEmptyDirectory();
        }
    }

    @Test
    void server_withAnotherKeyThanTrusted_isExitCode6() {
        String other = Fingerprint.of(InMemoryKeys.generate(KeySpec.server("other"), Clock.systemUTC())
                        .certificate())
                .toString();
        try (TestServer server = TestServer.withPlaces(1);
                ProgramRun run = client(server.port(), "--trust", other)) {
            assertThat(run.awaitExit()).isEqualTo(6);
            assertThat(run.output()).contains("wrong server key", other);
        }
    }

    @Test
    void server_withAnotherKeyThanAtTheFirstMeeting_isExitCode6() throws IOException {
        String other = Fingerprint.of(InMemoryKeys.generate(KeySpec.server("other"), Clock.systemUTC())
                        .certificate())
                .toString();
        try (TestServer server = TestServer.withPlaces(1)) {
            Path known = Files.createDirectories(directory.resolve("home")).resolve("known_servers");
            Files.writeString(known, "127.0.0.1:" + server.port() + " " + other + "\n");
            try (ProgramRun run = client(server.port())) {
                assertThat(run.awaitExit()).isEqualTo(6);
                assertThat(run.output()).contains("HAS CHANGED", known.toString());
            }
        }
    }

    @Test
    void directory_thatCannotBeWritten_isExitCode1() throws IOException {
        Path file = Files.writeString(directory.resolve("certs"), "a file stands in the way");
        try (TestServer server = TestServer.withPlaces(1);
                ProgramRun run = client(server.port())) {
            assertThat(run.awaitExit()).isEqualTo(1);
            assertThat(run.output()).contains("cannot write keys to " + file).doesNotContain("\tat ");
        }
    }

    @Test
    void classicServer_thatIsNotThere_isExitCode5AndLeavesNothingBehind() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        try (ProgramRun run = client(unused, "--dialect", "classic", "--certs", "shared")) {
            assertThat(run.awaitExit()).isEqualTo(5);
            assertThat(run.output())
                    .contains("It protects nothing from whoever knows a name", "cannot connect to 127.0.0.1:" + unused);
            assertThat(directory.resolve("shared/CA.pem")).isEmptyFile();
            assertThat(directory.resolve("shared"))
                    .isDirectoryNotContaining("glob:**_client.*")
                    .isDirectoryContaining("glob:**CA.pem");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1",
                "127.0.0.1 http",
                "127.0.0.1 0",
                "127.0.0.1 65536",
                "127.0.0.1 8888 --no-such-option",
                "client 127.0.0.1 8888 --trust SHA256:short",
                "client 127.0.0.1 8888 --trust no-such-file",
                "client 127.0.0.1 8888 --dialect quaint",
                "client 127.0.0.1 8888 --dialect classic --trust SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo",
                "client 127.0.0.1 8888 --passphrase-file no-such-file",
                "receipt",
                "receipt verify some.receipt"
            })
    void commandLine_thatMakesNoSense_isExitCode2(String arguments) {
        assertThat(ClientProgram.run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--help", "--version", "client --help", "demo --help", "receipt verify --help", "help client"})
    void help_isExitCode0(String arguments) {
        assertThat(ClientProgram.run(arguments.split(" ", -1))).isZero();
    }

    @Test
    void demo_checksEverything_isExitCode0() {
        try (ProgramRun run = ProgramRun.start(directory, Map.of(), "demo")) {
            assertThat(run.awaitExit()).as(run.output()).isZero();
            assertThat(run.output())
                    .contains(
                            "bob is told: alice just sent you $2000!",
                            "It proves: alice paid $2000 to bob",
                            "Noticed:",
                            "Refused:",
                            "alice $8000, bob $12000: together $20000")
                    .doesNotContain("\u001b");
        }
    }
}
