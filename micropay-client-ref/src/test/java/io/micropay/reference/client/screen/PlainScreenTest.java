package io.micropay.reference.client.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Screen screen(String input) {
        return Screens.over(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void ask_answered_readsLikeASessionAtATerminal() throws EndOfInput {
        String answer = screen("alice\n").ask("Enter username: ");

        assertThat(answer).isEqualTo("alice");
        assertThat(output()).isEqualTo("Enter username: alice\n");
    }

    @Test
    void ask_atTheEnd_tellsIt() {
        assertThatExceptionOfType(EndOfInput.class).isThrownBy(() -> screen("").ask("> "));
    }

    @Test
    void askSecret_answered_isNotShown() throws EndOfInput {
        char[] answer = screen("secret\n").askSecret("Passphrase: ");

        assertThat(answer).containsExactly('s', 'e', 'c', 'r', 'e', 't');
        assertThat(output()).isEqualTo("Passphrase: \n");
    }

    @Test
    void pause_onAnEmptyLine_takesIt() throws EndOfInput {
        Screen screen = screen("\n3\n");
        screen.pause("Press enter to continue...");

        assertThat(screen.ask("> ")).isEqualTo("3");
    }

    @Test
    void pause_onAScriptWithoutEmptyLines_leavesTheNextAnswerAlone() throws EndOfInput {
        Screen screen = screen("3\n4\n");
        screen.pause("Press enter to continue...");

        assertThat(screen.ask("> ")).isEqualTo("3");
        assertThat(screen.ask("> ")).isEqualTo("4");
    }

    @Test
    void print_whileSomebodyIsAsked_startsALineOfItsOwn() throws EndOfInput {
        Screen[] screen = new Screen[1];
        ByteArrayInputStream input = new ByteArrayInputStream("3\n".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                screen[0].print(Style.NOTICE, "[Notification] alice just sent you $5!");
                return super.read(target, offset, length);
            }
        };
        screen[0] = Screens.over(input, new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(screen[0].ask("> ")).isEqualTo("3");
        assertThat(output()).isEqualTo("> \n[Notification] alice just sent you $5!\n3\n");
    }

    @Test
    void print_ofTextFromOutside_isDefused() {
        screen("").print(Style.BAD, List.of("a\u001b[31mb", "c\nd"));

        assertThat(output()).isEqualTo("a\\u{1b}[31mb\nc\\u{a}d\n");
    }

    @Test
    void progress_withoutATerminal_isALineEach() {
        Screen screen = screen("");
        screen.progress("2 ahead");
        screen.progress("1 ahead");

        assertThat(output()).isEqualTo("2 ahead\n1 ahead\n");
    }
}
