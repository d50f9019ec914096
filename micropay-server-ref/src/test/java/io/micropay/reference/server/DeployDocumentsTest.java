package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whoever copies a command line from what is written about running a server gets one that the server knows. */
class DeployDocumentsTest {
    private static final Path DOCUMENTS = Path.of("..", "docs");
    private static final Pattern UNIT_COMMAND = Pattern.compile("(?m)^ExecStart=\\S+/micropay-server (.*)$");
    private static final Pattern CONTAINER_COMMAND = Pattern.compile("(?m)^CMD \\[(.*)]$");
    private static final Pattern PAGE_COMMAND = Pattern.compile("(?m)^ {4,}(?:runuser .*/)?micropay-server (.*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|([^\\s\",]+)");

    private static String unit() throws IOException {
        return read("deploy/micropay-server.service");
    }

    private static String containerfile() throws IOException {
        return read("deploy/Containerfile");
    }

    /** A document, with lines that continue on the next one as one line. */
    private static String read(String name) throws IOException {
        return Files.readString(DOCUMENTS.resolve(name)).replaceAll("\\\\\n\\s*", "");
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    private static List<String> only(Pattern command, String document) {
        List<MatchResult> found = command.matcher(document).results().toList();
        assertThat(found).hasSize(1);
        return words(found.get(0).group(1));
    }

    private static void assertIsKnown(List<String> arguments) {
        StopSignal stop = new StopSignal(List.of(), Duration.ofHours(1), code -> {});
        ServerProgram program = new ServerProgram(TestTerminal.silent(new Transcript(), new Transcript()), stop);
        CommandLine commandLine = new CommandLine(program)
                .setAllowSubcommandsAsOptionParameters(true)
                .setCaseInsensitiveEnumValuesAllowed(true);
        assertThatCode(() -> commandLine.parseArgs(arguments.toArray(String[]::new)))
                .as(String.join(" ", arguments))
                .doesNotThrowAnyException();
    }

    private static String after(String option, List<String> arguments) {
        assertThat(arguments).contains(option);
        return arguments.get(arguments.indexOf(option) + 1);
    }

    @Test
    void unit_startsTheServer_withOptionsThatItKnows() throws IOException {
        assertIsKnown(only(UNIT_COMMAND, unit()));
    }

    @Test
    void unit_keepsLedgerAndKey_whereItMayWrite() throws IOException {
        List<String> arguments = only(UNIT_COMMAND, unit());

        assertThat(unit()).contains("\nStateDirectory=micropay\n", "\nProtectSystem=strict\n");
        assertThat(after("--db", arguments)).startsWith("/var/lib/micropay/");
        assertThat(after("--certs", arguments)).startsWith("/var/lib/micropay/");
    }

    @Test
    void container_startsTheServer_asTheUnitDoes() throws IOException {
        List<String> arguments = only(CONTAINER_COMMAND, containerfile());

        assertIsKnown(arguments);
        assertThat(arguments).isEqualTo(only(UNIT_COMMAND, unit()));
    }

    @Test
    void container_looksAfterHealth_whereTheServerServesIt() throws IOException {
        String port = after("--metrics-port", only(CONTAINER_COMMAND, containerfile()));

        assertThat(containerfile()).contains("/dev/tcp/127.0.0.1/" + port + " ");
    }

    @Test
    void page_namesOptionsThatTheServerKnows() throws IOException {
        Matcher commands = PAGE_COMMAND.matcher(read("deploy.md"));

        assertThat(commands.results().map(command -> words(command.group(1))))
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(DeployDocumentsTest::assertIsKnown);
    }
}
