package io.micropay.terminaltest;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;

/** A packaged program at a terminal of its own, and somebody who types there and looks at the screen. */
final class TerminalRun implements AutoCloseable {
    static final int COLUMNS = 80;
    static final int ROWS = 24;
    static final String CTRL_C = "\u0003";
    static final String CTRL_D = "\u0004";

    private static final String ENTER = "\r";

    /** Long enough for the slowest machine; nothing waits for it to pass. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PtyProcess process;
    private final ScreenTerminal terminal = new ScreenTerminal(COLUMNS, ROWS);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Guarded by the lock, as is the terminal. */
    private final StringBuilder bytes = new StringBuilder();

    /** Guarded by the lock. */
    private boolean isComplete;

    private TerminalRun(PtyProcess process) {
        this.process = process;
        Thread reading = new Thread(this::readAll, "terminal-output");
        reading.setDaemon(true);
        reading.start();
    }

    /** Starts {@code micropay-server}. */
    static TerminalRun server(Path directory, String... arguments) {
        return start(directory, Map.of(), "../micropay-server-ref/target/micropay-server.jar", arguments);
    }

    /** Starts {@code micropay}. */
    static TerminalRun client(Path directory, Map<String, String> environment, String... arguments) {
        return start(directory, environment, "../micropay-client-ref/target/micropay-client.jar", arguments);
    }

    private static TerminalRun start(Path directory, Map<String, String> environment, String jar, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-jar",
                Path.of(jar).toAbsolutePath().normalize().toString()));
        command.addAll(List.of(arguments));
        return start(directory, environment, command);
    }

    /** Starts any program. */
    static TerminalRun start(Path directory, Map<String, String> environment, List<String> command) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("PATH", System.getenv("PATH"));
        variables.put("HOME", directory.toString());
        variables.put("TERM", "xterm-256color");
        variables.put("LANG", "C.UTF-8");
        try {
            Files.createDirectories(directory);
            return new TerminalRun(new PtyProcessBuilder(command.toArray(new String[0]))
                    .setDirectory(directory.toString())
                    .setEnvironment(variables)
                    .setInitialColumns(COLUMNS)
                    .setInitialRows(ROWS)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAll() {
        try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[4096];
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                show(new String(buffer, 0, count));
            }
        } catch (IOException e) {
            // The terminal of a process that has ended.
        } finally {
            lock.lock();
            try {
                isComplete = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void show(String text) {
        String answer;
        lock.lock();
        try {
            bytes.append(text);
            terminal.write(text);
            answer = terminal.read();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (!answer.isEmpty()) {
            press(answer);
        }
    }

    /** Presses keys, and waits for nothing. */
    void press(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("the program takes no more input:\n" + display(), e);
        }
    }

    /** Waits for a prompt, types an answer, sees it on the screen, and presses Enter. */
    TerminalRun answer(String prompt, String answer) {
        awaitLine(prompt);
        press(answer);
        Display typed = awaitLine(answer.isEmpty() ? prompt : prompt + " " + answer);
        return enter(typed);
    }

    /** The same with an answer that is not shown. */
    TerminalRun answerSecretly(String prompt, String answer) {
        Display asked = awaitLine(prompt);
        press(answer);
        return enter(asked);
    }

    private TerminalRun enter(Display before) {
        press(ENTER);
        await("another line", display -> display.currentNumber() > before.currentNumber());
        return this;
    }

    /** Waits until the cursor stands behind that text, and nothing else is in its line. */
    Display awaitLine(String line) {
        return await("the line <" + line + ">", display -> display.currentLine().equals(line));
    }

    /** Waits until a text is on the screen. */
    Display await(String text) {
        return await(
                "<" + text + "> on the screen", display -> display.toString().contains(text));
    }

    /** Waits until a text has been on the screen, or is. */
    Display awaitEver(String text) {
        return await("<" + text + ">", display -> display.everything().contains(text));
    }

    private Display await(String what, Predicate<Display> condition) {
        lock.lock();
        try {
            long patience = PATIENCE.toNanos();
            Display display = Display.of(terminal);
            while (!condition.test(display)) {
                if (isComplete || patience <= 0) {
                    throw new AssertionError("expected " + what + " after:\n" + display.everything());
                }
                patience = changed.awaitNanos(patience);
                display = Display.of(terminal);
            }
            return display;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** What can be seen now. */
    Display display() {
        lock.lock();
        try {
            return Display.of(terminal);
        } finally {
            lock.unlock();
        }
    }

    /** What has come from the program, with all that steers the terminal. */
    String bytes() {
        lock.lock();
        try {
            return bytes.toString();
        } finally {
            lock.unlock();
        }
    }

    /** Makes the window larger or smaller, as a person does with the mouse. */
    void resize(int columns, int rows) {
        lock.lock();
        try {
            terminal.setSize(Size.of(columns, rows));
        } finally {
            lock.unlock();
        }
        process.setWinSize(new WinSize(columns, rows));
    }

    /** Ends the program as a power failure would. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Waits for the program's end; returns its exit code. */
    int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "the program does not end:\n" + display().everything());
            }
            lock.lock();
            try {
                long patience = PATIENCE.toNanos();
                while (!isComplete && patience > 0) {
                    patience = changed.awaitNanos(patience);
                }
            } finally {
                lock.unlock();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
