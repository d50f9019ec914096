package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionsTest {
    private static final String KEEP = "Keep database alive after server termination? [Y/n] ";
    private static final String RESET = "Reset database during initialization? [Y/n] ";
    private static final String CONFIRM =
            "This ledger holds 1 journal entries and 1 accounts. Really delete it? [y/N] ";
    private static final Optional<Boolean> NOT_SAID = Optional.empty();

    @TempDir
    private static Path directory;

    private final Transcript output = new Transcript();

    @BeforeAll
    static void makeLedger() {
        LedgerFixture.make(directory);
    }

    private boolean asked(String answers, Function<Questions, Boolean> question) {
        Terminal terminal = TestTerminal.answering(answers, output);
        try (Console console = new Console(terminal)) {
            return question.apply(new Questions(terminal, console, true));
        }
    }

    private boolean keeps(String answers) {
        return asked(answers, questions -> questions.keeps(NOT_SAID));
    }

    private boolean resets(String answers, String file) {
        try (LedgerFile ledger = LedgerFile.take(directory.resolve(file))) {
            return asked(answers, questions -> questions.resets(NOT_SAID, false, ledger));
        }
    }

    @ParameterizedTest
    @CsvSource({"y, true", "Y, true", "yes, true", "'', true", "n, false", "N, false", "' No ', false"})
    void keep_understandsEveryForm(String answer, boolean meaning) {
        assertThat(keeps(answer + "\n")).isEqualTo(meaning);
        assertThat(output).hasToString(KEEP + answer + "\n");
    }

    @Test
    void keep_wrongAnswers_areAskedAgain() {
        assertThat(keeps("maybe\n\u001b[A\nn\n")).isFalse();
        String again = "Please answer Y or n.\n";
        assertThat(output).hasToString(KEEP + "maybe\n" + again + KEEP + "\\u001b[A\n" + again + KEEP + "n\n");
    }

    @Test
    void keep_endOfInput_keeps() {
        assertThat(keeps("")).isTrue();
    }

    @Test
    void reset_enterAlone_isAskedAgain() {
        assertThat(resets("\nn\n", "server.db")).isFalse();
        assertThat(output).hasToString(RESET + "\nPlease answer Y or n.\n" + RESET + "n\n");
    }

    @Test
    void reset_ofNothing_needsNoConfirmation() {
        assertThat(resets("Y\n", "new.db")).isTrue();
        assertThat(output).hasToString(RESET + "Y\n");
    }

    @Test
    void reset_ofEntries_asksOnceMore() {
        assertThat(resets("Y\ny\n", "server.db")).isTrue();
        assertThat(output).hasToString(RESET + "Y\n" + CONFIRM + "y\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Y\nn\n", "Y\n\n", "Y\n", "n\n", ""})
    void reset_withoutConfirmation_doesNotHappen(String answers) {
        assertThat(resets(answers, "server.db")).isFalse();
    }

    @Test
    void options_answerWithoutAsking() {
        try (LedgerFile ledger = LedgerFile.take(directory.resolve("server.db"))) {
            assertThat(asked("y\n", questions -> questions.keeps(Optional.of(false))))
                    .isFalse();
            assertThat(asked("y\n", questions -> questions.resets(Optional.of(false), false, ledger)))
                    .isFalse();
            assertThat(asked("n\n", questions -> questions.resets(Optional.of(true), true, ledger)))
                    .isTrue();
        }
        assertThat(output.toString()).isEmpty();
    }

    @Test
    void nobodyToAsk_keepsEverything_andRefusesToGuess() {
        Terminal terminal = TestTerminal.answering("n\ny\ny\n", output);
        try (Console console = new Console(terminal);
                LedgerFile ledger = LedgerFile.take(directory.resolve("server.db"))) {
            Questions questions = new Questions(terminal, console, false);
            assertThat(questions.keeps(NOT_SAID)).isTrue();
            assertThat(questions.resets(NOT_SAID, false, ledger)).isFalse();
            assertThatThrownBy(() -> questions.resets(Optional.of(true), false, ledger))
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(Failure.USAGE))
                    .hasMessageContaining("1 journal entries and 1 accounts")
                    .hasMessageContaining("--yes");
        }
        assertThat(output.toString()).isEmpty();
    }
}
