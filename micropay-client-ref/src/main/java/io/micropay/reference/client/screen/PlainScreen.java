package io.micropay.reference.client.screen;

import io.micropay.reference.client.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pipe or a file instead of a terminal: line by line, without colours. Answers are written after their prompts, so
 * that the output reads like a session at a terminal; secret ones are not.
 */
final class PlainScreen implements Screen {
    private final BufferedReader in;
    private final PrintStream out;
    private final ReentrantLock lock = new ReentrantLock();

    /** A line that was read and not wanted yet. For the thread that asks. */
    private @Nullable String unread;

    /** Whether a prompt stands on the last line. Guarded by the lock. */
    private boolean isMidLine;

    PlainScreen(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    @Override
    public void print(Style style, List<String> lines) {
        lock.lock();
        try {
            if (isMidLine) {
                out.println();
                isMidLine = false;
            }
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
        showPrompt(prompt);
        String answer = next();
        endPrompt(answer);
        return answer;
    }

    @Override
    public char[] askSecret(String prompt) throws EndOfInput {
        showPrompt(prompt);
        char[] answer = next().toCharArray();
        endPrompt("");
        return answer;
    }

    @Override
    public void pause(String prompt) throws EndOfInput {
        showPrompt(prompt);
        String line = next();
        if (!line.isBlank()) {
            unread = line;
        }
        endPrompt("");
    }

    private void showPrompt(String prompt) {
        lock.lock();
        try {
            out.print(Printable.of(prompt));
            out.flush();
            isMidLine = true;
        } finally {
            lock.unlock();
        }
    }

    private void endPrompt(String answer) {
        lock.lock();
        try {
            if (isMidLine || !answer.isEmpty()) {
                out.println(Printable.of(answer));
            }
            isMidLine = false;
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    private String next() throws EndOfInput {
        String line = unread;
        unread = null;
        try {
            if (line == null) {
                line = in.readLine();
            }
        } catch (IOException e) {
            line = null;
        }
        if (line == null) {
            throw new EndOfInput();
        }
        return line;
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
