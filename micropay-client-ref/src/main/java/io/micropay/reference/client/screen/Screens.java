package io.micropay.reference.client.screen;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Finds out what the program is connected to. */
public final class Screens {
    private Screens() {}

    /**
     * The screen of this process: with line editing on a terminal, line by line on anything else.
     *
     * @param colours whether colours are wanted, where there are any
     * @return the screen
     */
    public static Screen open(boolean colours) {
        try {
            return new TerminalScreen(terminal(TerminalBuilder.SystemOutput.SysOutOrSysErr), colours);
        } catch (IOException | IllegalStateException e) {
            return over(System.in, System.out);
        }
    }

    /**
     * Standard error, for programs whose standard output is for results. What has to be asked is asked at the terminal, if
     * there is one.
     *
     * @param isQuiet whether to print nothing but what went wrong, and what became of payments in doubt
     * @return the screen
     */
    public static Screen messages(boolean isQuiet) {
        return new MessageScreen(System.err, isQuiet);
    }

    /**
     * The terminal to which results go.
     *
     * @param colours whether colours are wanted, where there are any
     * @return empty if standard output is connected to something else
     */
    public static Optional<Screen> forResults(boolean colours) {
        try {
            return Optional.of(new TerminalScreen(terminal(TerminalBuilder.SystemOutput.SysOut), colours));
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** The terminal beside standard output, which may be connected to something else. */
    static Screen terminalForMessages() throws IOException {
        return new TerminalScreen(terminal(TerminalBuilder.SystemOutput.SysErrOrSysOut), false);
    }

    // Asking the terminal what it can do with grapheme clusters would make the start wait for its answer.
    private static Terminal terminal(TerminalBuilder.SystemOutput output) throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .systemOutput(output)
                .dumb(false)
                .graphemeCluster(false)
                .build();
    }

    /**
     * A screen without a terminal.
     *
     * @param in where the answers come from, in UTF-8
     * @param out where the lines go, in UTF-8
     * @return the screen
     */
    public static Screen over(InputStream in, PrintStream out) {
        return new PlainScreen(in, new PrintStream(out, true, StandardCharsets.UTF_8));
    }
}
