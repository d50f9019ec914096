package io.micropay.terminaltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs as their zips install them, on the Java that runs this: they work, and nothing is there that nobody asked for. */
@Timeout(120)
class InstalledProgramsIT {
    /** As Java tells of what it will no longer allow. */
    private static final String WARNING = "WARNING";

    private static final Pattern HEALTH_CHECK = Pattern.compile("CMD \\[\"bash\", \"-c\", \"(.*)\"]");

    @TempDir
    private static Path temporary;

    @TempDir
    private Path directory;

    private static Installation client;
    private static Installation server;

    @BeforeAll
    static void install() throws IOException {
        Path place = Files.createDirectory(temporary.resolve("a place with spaces"));
        client = Installation.ofClient(place);
        server = Installation.ofServer(place);
    }

    private ScriptRun run(Installation installation, String... arguments) throws IOException {
        return ScriptRun.start(directory, Installation.environment(), installation.link(), arguments);
    }

    private void assertSays(String text, Installation installation, String... arguments) throws Exception {
        try (ScriptRun run = run(installation, arguments)) {
            assertThat(run.awaitExit()).as(run.errors()).isZero();
            assertThat(run.output()).contains(text);
            assertThat(run.errors()).isEmpty();
        }
    }

    @Test
    void version_isThatOfTheZip() throws Exception {
        assertSays("micropay " + Installation.version() + "\n", client, "--version");
        assertSays("micropay-server " + Installation.version() + "\n", server, "--version");
    }

    @Test
    void help_isShown() throws Exception {
        assertSays("micropay 127.0.0.1 8888", client, "--help");
        assertSays("micropay-server 8888 3 --silent", server, "--help");
    }

    @Test
    void demo_worksFromEndToEnd() throws Exception {
        assertSays("alice $8000, bob $12000: together $20000", client, "demo");
    }

    @Test
    void exitCode_isThatOfTheProgram() throws Exception {
        for (Installation installation : List.of(client, server)) {
            try (ScriptRun run = run(installation, "--no-such-option")) {
                assertThat(run.awaitExit()).isEqualTo(2);
                assertThat(run.errors()).contains("--no-such-option");
            }
        }
    }

    @Test
    void server_stopsInOrder_atTheSignalTerm() throws Exception {
        try (ScriptRun run = run(server, "0", "--metrics-port", "0")) {
            run.await("Metrics and status page on");
            assertThat(run.process().info().command())
                    .hasValueSatisfying(command -> assertThat(command).endsWith("/java"));
            run.terminate();
            assertThat(run.awaitExit()).isZero();
            assertThat(run.output()).contains("Caught signal 15");
            assertThat(run.errors()).isEmpty();
        }
    }

    /** The terminal is where the client loads code of its own. */
    @Test
    void terminals_showNoWarnings() {
        Map<String, String> environment = new HashMap<>(Installation.environment());
        environment.put("MICROPAY_PASSPHRASE", "correct horse");
        environment.put("MICROPAY_HOME", directory.resolve("home").toString());
        try (TerminalRun operator = TerminalRun.start(
                directory.resolve("server"),
                environment,
                List.of(server.link().toString(), "0", "--keep-db", "--no-reset-db", "--silent"))) {
            String port = String.valueOf(Steps.port(operator));
            try (TerminalRun person = TerminalRun.start(
                    directory.resolve("client"),
                    environment,
                    List.of(client.link().toString(), "127.0.0.1", port))) {
                Steps.join(person, "alice");
                person.press(TerminalRun.CTRL_C);
                assertThat(person.awaitExit()).isZero();
                assertThat(person.bytes()).contains("See you next time, alice!").doesNotContain(WARNING);
            }
            operator.press(TerminalRun.CTRL_C);
            assertThat(operator.awaitExit()).isZero();
            assertThat(operator.bytes()).contains("alice logged out.").doesNotContain(WARNING);
        }
    }

    @Test
    void healthCheckOfTheContainer_tellsWhetherTheServerIsWell() throws Exception {
        Matcher check = HEALTH_CHECK.matcher(Files.readString(server.root().resolve("docs/deploy/Containerfile")));
        assertThat(check.find()).isTrue();
        String command = check.group(1).replace("\\\\", "\\");
        try (ScriptRun run = run(server, "0", "--metrics-port", "0")) {
            String port = run.await("http://127.0.0.1:(\\d+)/").group(1);
            List<String> asked = List.of("bash", "-c", command.replace("/9464 ", "/" + port + " "));
            assertThat(exitCode(asked)).isZero();
            run.terminate();
            assertThat(run.awaitExit()).isZero();
            assertThat(exitCode(asked)).isNotZero();
        }
    }

    private int exitCode(List<String> command) throws Exception {
        try (ScriptRun run = ScriptRun.start(directory, Map.of(), command)) {
            return run.awaitExit();
        }
    }
}
