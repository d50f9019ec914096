package io.micropay.reference.client.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.reference.client.text.QrCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A terminal of 80 columns that is made of streams. */
class TerminalScreenTest {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String CLEAR_TO_END_OF_LINE = "\u001b[K";
    private static final String RED = "\u001b[31m";
    private static final QrCode CODE = QrCode.of("micropay:bob/250/4fzW0q1Tn0mUo9lC3yXG8Q?memo=coffee");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private Terminal terminal;

    @BeforeEach
    void openTerminal() throws IOException {
        terminal = new ExternalTerminal(
                "test", "xterm-256color", new PipedInputStream(keyboard), out, StandardCharsets.UTF_8);
        terminal.setSize(Size.of(80, 24));
    }

    @AfterEach
    void closeTerminal() throws IOException {
        terminal.close();
    }

    private String output() {
        terminal.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Asks, and presses the keys as soon as the prompt is there. */
    private <T> T answer(String prompt, String keys, Question<T> question) throws Exception {
        return answer(prompt, () -> press(keys), question);
    }

    private <T> T answer(String prompt, Runnable keys, Question<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread asking = new Thread(() -> {
            try {
                answer.complete(question.ask(prompt));
            } catch (EndOfInput e) {
                answer.completeExceptionally(e);
            }
        });
        asking.start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> output().contains(prompt));
        keys.run();
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } finally {
            asking.join();
        }
    }

    private void press(String keys) {
        try {
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Question<T> {
        T ask(String prompt) throws EndOfInput;
    }

    @Test
    void ask_answered_isTheLine() throws Exception {
        TerminalScreen screen = new TerminalScreen(terminal, true);
        String payee = answer("To: ", "bob\r", screen::ask);

        assertThat(payee).isEqualTo("bob");
    }

    @Test
    void ask_tabKey_completesTheOnlySuggestion() throws Exception {
        TerminalScreen screen = new TerminalScreen(terminal, true);

        String payee = answer("To: ", "bo\t\r", prompt -> screen.ask(prompt, List.of("alice", "bob")));

        assertThat(payee.strip()).isEqualTo("bob");
    }

    @Test
    void print_whileSomebodyTypes_keepsTheLineBeingTyped() throws Exception {
        TerminalScreen screen = new TerminalScreen(terminal, false);
        Runnable keys = () -> {
            press("20");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> output().contains("Amount: 20"));
            screen.print(Style.NOTICE, "[Notification] alice just sent you $5!");
            press("00\r");
        };
        String amount = answer("Amount: ", keys, screen::ask);

        assertThat(amount).isEqualTo("2000");
        assertThat(output()).containsPattern("just sent you \\$5!\\R+.*Amount: 20");
    }

    @Test
    void askSecret_answered_isNotShown() throws Exception {
        TerminalScreen screen = new TerminalScreen(terminal, true);

        char[] passphrase = answer("Passphrase: ", "secret\r", screen::askSecret);

        assertThat(passphrase).isEqualTo("secret".toCharArray());
        assertThat(output()).doesNotContain("secret");
    }

    @Test
    void ask_controlD_endsTheInput() {
        TerminalScreen screen = new TerminalScreen(terminal, true);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> answer("> ", CTRL_D, screen::ask))
                .withCauseInstanceOf(EndOfInput.class);
    }

    @Test
    void ask_controlC_isTheInterruptSignal() {
        List<String> signals = new CopyOnWriteArrayList<>();
        TerminalScreen screen = new TerminalScreen(terminal, true);
        screen.onSignal(signals::add);

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> answer("> ", CTRL_C, screen::ask))
                .withCauseInstanceOf(EndOfInput.class);
        assertThat(signals).containsExactly("INT");
    }

    @Test
    void print_withColours_usesThem() {
        new TerminalScreen(terminal, true).print(Style.BAD, "no");

        assertThat(output()).contains(RED + "no");
    }

    @Test
    void print_withoutColours_hasNoEscapeSequences() {
        new TerminalScreen(terminal, false).print(Style.BAD, "no\u001b[2J");

        assertThat(output()).contains("no\\u{1b}[2J").doesNotContain("\u001b");
    }

    @Test
    void progress_shownTwice_replacesTheLine() {
        TerminalScreen screen = new TerminalScreen(terminal, false);
        screen.progress("2 ahead");
        screen.progress("1 ahead");
        screen.print("in");

        assertThat(output()).contains(CLEAR_TO_END_OF_LINE + "1 ahead\r\nin").doesNotContain("2 ahead\r\n");
    }

    @Test
    void show_inColours_drawsWhiteOnBlackWhateverTheTerminalHas() {
        new TerminalScreen(terminal, true).show(CODE);

        assertThat(output())
                .contains("\u001b[38;5;231;48;5;16m" + CODE.lines().get(3))
                .contains(CODE.lines().get(CODE.height() - 3) + "\u001b[0m");
    }

    @Test
    void show_withoutColours_drawsWithBlocksAlone() {
        new TerminalScreen(terminal, false).show(CODE);

        assertThat(output().replace("\r", "")).contains(String.join("\n", CODE.lines()) + "\n");
    }

    @Test
    void show_inAWindowOfTheVerySize_drawsAndInASmallerOneSaysWhy() {
        terminal.setSize(Size.of(CODE.width(), CODE.height() + 1));
        new TerminalScreen(terminal, false).show(CODE);
        assertThat(output()).contains(CODE.lines().get(3));
        out.reset();

        terminal.setSize(Size.of(CODE.width() - 1, CODE.height() + 1));
        new TerminalScreen(terminal, false).show(CODE);
        terminal.setSize(Size.of(CODE.width(), CODE.height()));
        new TerminalScreen(terminal, false).show(CODE);

        assertThat(output())
                .contains("No QR code: it takes 37 columns and 20 lines, and this window has 36 and 20.")
                .contains("No QR code: it takes 37 columns and 20 lines, and this window has 37 and 19.")
                .doesNotContain("█");
    }
}
