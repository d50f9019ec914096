package io.micropay.reference.client.screen;

import io.micropay.reference.client.text.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Messages of a program whose output is for results: what it has to ask, it asks at the terminal. */
final class MessageScreen implements Screen {
    private final PrintStream out;
    private final boolean isQuiet;
    /** The terminal while something is asked there: what is printed must not tear the line being typed. */
    private volatile @Nullable Screen asking;

    private final ReentrantLock lock = new ReentrantLock();

    MessageScreen(PrintStream out, boolean isQuiet) {
        this.out = out;
        this.isQuiet = isQuiet;
    }

    @Override
    public void print(Style style, List<String> lines) {
        if (isQuiet && style != Style.BAD && style != Style.VERDICT) {
            return;
        }
        Screen terminal = asking;
        if (terminal != null) {
            terminal.print(style, lines);
            return;
        }
        lock.lock();
        try {
            lines.forEach(line -> out.println(Printable.of(line)));
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void progress(String line) {
        print(line);
    }

    @Override
    public boolean canAsk() {
        try (Screen terminal = Screens.terminalForMessages()) {
            return terminal.canAsk();
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    @Override
    public String ask(String prompt, List<String> suggestions) throws EndOfInput {
        return atTerminal(terminal -> terminal.ask(prompt, suggestions));
    }

    @Override
    public char[] askSecret(String prompt) throws EndOfInput {
        return atTerminal(terminal -> terminal.askSecret(prompt));
    }

    private interface Question<T> {
        T ask(Screen terminal) throws EndOfInput;
    }

    /** The terminal is taken for as long as it is needed: afterwards its keys, such as Ctrl+C, do what they always do. */
    private <T> T atTerminal(Question<T> question) throws EndOfInput {
        try (Screen terminal = Screens.terminalForMessages()) {
            return whileAsking(terminal, question);
        } catch (IOException | IllegalStateException e) {
            throw new EndOfInput();
        }
    }

    private <T> T whileAsking(Screen terminal, Question<T> question) throws EndOfInput {
        asking = terminal;
        try {
            return question.ask(terminal);
        } finally {
            asking = null;
        }
    }

    @Override
    public void pause(String prompt) throws EndOfInput {
        throw new EndOfInput();
    }

    @Override
    public void onSignal(Consumer<String> handler) {
        ProcessSignals.onInterrupt(handler);
        ProcessSignals.onTerminate(handler);
    }

    @Override
    public void close() {
        out.flush();
    }
}
