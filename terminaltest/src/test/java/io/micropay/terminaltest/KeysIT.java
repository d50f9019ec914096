package io.micropay.terminaltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of a terminal, and its window: they do what they do in every good program. */
class KeysIT {
    private static final String RED = "\u001b[31m";

    @TempDir
    private static Path directory;

    private static TerminalRun server;
    private static int port;

    @BeforeAll
    static void startServer() {
        server = Steps.server(directory, 0, "--silent");
        port = Steps.port(server);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    private static TerminalRun person(String name, Map<String, String> environment) {
        return Steps.client(directory.resolve(name), port, environment);
    }

    /** Each prompt before a login, with the answers that lead to it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ctrl-c | Press enter to continue... |
            ctrl-d | Press enter to continue... |
            ctrl-c | > |
            ctrl-d | > |
            ctrl-c | Enter username: | 1
            ctrl-d | Enter username: | 2
            """)
    void controlKey_atAnyPrompt_leavesInGoodOrder(String key, String prompt, String way) throws Exception {
        try (TerminalRun person = person("somebody", Map.of())) {
            if (!prompt.startsWith("Press")) {
                Steps.begin(person);
            }
            if (way != null) {
                person.answer(">", way);
            }
            person.awaitLine(prompt);
            person.press(key.equals("ctrl-c") ? TerminalRun.CTRL_C : TerminalRun.CTRL_D);
            assertThat(person.awaitExit()).isZero();
            assertThat(person.display().everything())
                    .contains("See you next time!")
                    .doesNotContain("Exception");
            try (var keys = Files.list(directory.resolve("somebody").resolve("certs"))) {
                assertThat(keys).isEmpty();
            }
        }
    }

    @Test
    void lineIsEdited_completed_andRemembered_andSecretsAreNot() {
        try (TerminalRun person = person("erin", Map.of("MICROPAY_PASSPHRASE", ""))) {
            Steps.begin(person);
            person.answer(">", "1");
            person.awaitLine("Enter username:");
            person.press("eerx");
            person.awaitLine("Enter username: eerx");
            // Backspace, then to the start and delete one character there.
            person.press("\u007f\u0001\u001b[3~");
            person.awaitLine("Enter username: er");
            person.press("\u0005");
            person.press("in\r");
            person.answerSecretly("Choose a passphrase for the wallet of erin:", "correct horse");
            person.answerSecretly("The same once more:", "correct horse");
            person.await("100 OK");
            person.answer(Steps.CONTINUE, "");
            Steps.logIn(person, "erin");
            // The history, one by one: what was typed is there, but no passphrase among it.
            for (String earlier : List.of("0", "Y", "2", "erin", "1")) {
                person.press("\u001bOA");
                person.awaitLine("[erin]> " + earlier);
            }
            person.press("\u0015LI\t");
            person.awaitLine("[erin]> LIST");
            assertThat(person.display().everything()).doesNotContain("horse");
        }
    }

    @Test
    void windowThatShrinks_keepsTheLineBeingTyped() {
        try (TerminalRun person = person("fay", Map.of())) {
            Steps.begin(person);
            person.press("regis");
            person.awaitLine("> regis");
            person.resize(40, 12);
            person.press("ter");
            person.awaitLine("> register");
            person.press("\r");
            person.awaitLine("Enter username:");
        }
    }

    @Test
    void colours_areShown_unlessUnwanted() {
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of("NO_COLOR", "1"))) {
            try (TerminalRun person = person("gus", environment)) {
                Steps.begin(person);
                person.answer(">", "nonsense");
                person.await("Command not found");
                person.awaitLine(Steps.CONTINUE);
                assertThat(person.bytes().contains(RED)).isEqualTo(environment.isEmpty());
            }
        }
    }
}
