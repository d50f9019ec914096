package io.micropay.reference.client.screen;

import io.micropay.reference.client.text.Printable;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Messages of a program that is not talked to: all that it asks is a secret, at the terminal. */
final class MessageScreen implements Screen {
    private final PrintStream out;
    private final boolean isQuiet;
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
    public String ask(String prompt, List<String> suggestions) throws EndOfInput {
        throw new EndOfInput();
    }

    @Override
    public char[] askSecret(String prompt) throws EndOfInput {
        try (Screen terminal = Screens.terminalForMessages()) {
            return terminal.askSecret(prompt);
        } catch (IOException | IllegalStateException e) {
            throw new EndOfInput();
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
