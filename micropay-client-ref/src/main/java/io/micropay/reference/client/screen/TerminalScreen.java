package io.micropay.reference.client.screen;

import io.micropay.reference.client.text.Printable;
import io.micropay.reference.client.text.QrCode;
import java.io.IOError;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** A terminal, with line editing, history and completion, by JLine. */
final class TerminalScreen implements Screen {
    /** White and black of the colour cube, which no palette changes; JLine takes the nearest where there are fewer. */
    private static final AttributedStyle LIGHT_ON_DARK =
            AttributedStyle.DEFAULT.foreground(231).background(16);

    private static final char NO_ECHO = '\0';

    private final Terminal terminal;
    private final LineReader reader;
    private final boolean colours;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<String> suggestions = List.of();
    private volatile Consumer<String> signalHandler = name -> {};

    /** Whether the last line shows progress and may be overwritten. Guarded by the lock. */
    private boolean isMidProgress;

    TerminalScreen(Terminal terminal, boolean colours) {
        this.terminal = terminal;
        this.colours = colours && terminal.getNumericCapability(Capability.max_colors) != null;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(
                        (line, words, candidates) -> suggestions.forEach(word -> candidates.add(new Candidate(word))))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        // The reader's own handler stands in for this one while somebody types.
        terminal.handle(Terminal.Signal.INT, signal -> signalHandler.accept(ProcessSignals.INTERRUPT));
    }

    @Override
    public void print(Style style, List<String> lines) {
        write(lines.stream().map(line -> styled(style, line)));
    }

    private void write(Stream<String> lines) {
        String text = lines.collect(Collectors.joining("\n"));
        lock.lock();
        try {
            endProgress();
            reader.printAbove(text + "\n");
        } catch (IllegalStateException e) {
            // The terminal was closed because the program is leaving: nobody reads this any more.
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void show(QrCode code) {
        Size window = terminal.getSize();
        if (!terminal.outputEncoding().newEncoder().canEncode(QrCode.BLOCKS)) {
            print("No QR code: " + terminal.outputEncoding()
                    + ", which this terminal speaks, has no characters for it.");
        } else if (code.width() > window.getColumns() || code.height() + 1 > window.getRows()) {
            print("No QR code: it takes " + code.width() + " columns and " + (code.height() + 1)
                    + " lines, and this window has " + window.getColumns() + " and " + window.getRows() + ".");
        } else {
            write(code.lines().stream().map(this::drawn));
        }
    }

    /** Without colours what is drawn is light and the background dark, as on most terminals. */
    private String drawn(String line) {
        return colours ? new AttributedString(line, LIGHT_ON_DARK).toAnsi(terminal) : line;
    }

    private String styled(Style style, String line) {
        String safe = Printable.of(line);
        return colours ? new AttributedString(safe, attributes(style)).toAnsi(terminal) : safe;
    }

    private static AttributedStyle attributes(Style style) {
        return switch (style) {
            case PLAIN -> AttributedStyle.DEFAULT;
            case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case BAD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
            case NOTICE, VERDICT -> AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
        };
    }

    @Override
    public void progress(String line) {
        if (terminal.getStringCapability(Capability.clr_eol) == null) {
            print(line);
            return;
        }
        lock.lock();
        try {
            terminal.puts(Capability.carriage_return);
            terminal.puts(Capability.clr_eol);
            terminal.writer().print(Printable.of(line));
            terminal.flush();
            isMidProgress = true;
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    private void endProgress() {
        if (isMidProgress) {
            terminal.writer().println();
            terminal.flush();
            isMidProgress = false;
        }
    }

    @Override
    public String ask(String prompt, List<String> words) throws EndOfInput {
        suggestions = List.copyOf(words);
        return readLine(prompt, null);
    }

    @Override
    public char[] askSecret(String prompt) throws EndOfInput {
        suggestions = List.of();
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return readLine(prompt, NO_ECHO).toCharArray();
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    @Override
    public void pause(String prompt) throws EndOfInput {
        ask(prompt, List.of());
    }

    private String readLine(String prompt, @Nullable Character mask) throws EndOfInput {
        lock.lock();
        try {
            endProgress();
        } finally {
            lock.unlock();
        }
        try {
            // The reader takes the percent sign in a prompt for the start of a pattern.
            return reader.readLine(Printable.of(prompt).replace("%", "%%"), mask);
        } catch (UserInterruptException e) {
            signalHandler.accept(ProcessSignals.INTERRUPT);
            throw new EndOfInput();
        } catch (EndOfFileException | IOError | IllegalStateException e) {
            // The latter two if the terminal is gone, or was closed because the program is leaving.
            throw new EndOfInput();
        }
    }

    @Override
    public void onSignal(Consumer<String> handler) {
        signalHandler = handler;
        ProcessSignals.onTerminate(handler);
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            // The process is about to end, and the terminal with it.
        }
    }
}
