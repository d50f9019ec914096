package io.micropay.reference.client;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The program as a process of its own, with pipes for keyboard and screen. */
public final class ProgramRun implements AutoCloseable {
    /** Long enough for the slowest machine; nothing waits for it to pass. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Process process;
    private final Writer keyboard;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final StringBuilder output = new StringBuilder();
    private final Thread reading = new Thread(this::readAll, "program-output");
    private boolean isComplete;
    private int seen;

    private ProgramRun(Process process) {
        this.process = process;
        this.keyboard = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        reading.setDaemon(true);
    }

    /** Reads what the program prints from now on; until then what it prints stays in the pipe, which is soon full. */
    public ProgramRun read() {
        reading.start();
        return this;
    }

    /** Starts the program in a directory, with a home there and nothing of this process's environment but PATH. */
    public static ProgramRun start(Path directory, Map<String, String> environment, String... arguments) {
        return start(builder(directory, environment, arguments).redirectErrorStream(true))
                .read();
    }

    /** Starts the program likewise, with standard error in a file, and nobody at the keyboard. Its output is not read yet. */
    public static ProgramRun startCommand(
            Path directory, Path errors, Map<String, String> environment, String... arguments) {
        ProgramRun run = start(builder(directory, environment, arguments).redirectError(errors.toFile()));
        run.endInput();
        return run;
    }

    private static ProcessBuilder builder(Path directory, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ClientProgram.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("MICROPAY_HOME", directory.resolve("home").toString());
        builder.environment().putAll(environment);
        return builder;
    }

    private static ProgramRun start(ProcessBuilder builder) {
        try {
            return new ProgramRun(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAll() {
        try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] buffer = new char[4096];
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                append(new String(buffer, 0, count));
            }
        } catch (IOException e) {
            append("(output broke: " + e.getMessage() + ")");
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

    private void append(String text) {
        lock.lock();
        try {
            output.append(text.replace("\r\n", "\n"));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Types lines. */
    public ProgramRun type(String... lines) {
        try {
            for (String line : lines) {
                keyboard.write(line + "\n");
            }
            keyboard.flush();
            return this;
        } catch (IOException e) {
            throw new AssertionError("the program takes no more input:\n" + output(), e);
        }
    }

    /** Nobody types any more. */
    public void endInput() {
        try {
            keyboard.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the program has printed a text, after what was waited for before; returns everything up to there. */
    public String await(String text) {
        lock.lock();
        try {
            long patience = DEADLINE.toNanos();
            int start = seen;
            int found = output.indexOf(text, start);
            while (found < 0) {
                if (isComplete || patience <= 0) {
                    throw new AssertionError("expected <" + text + "> after:\n" + output.substring(start));
                }
                patience = changed.awaitNanos(patience);
                found = output.indexOf(text, start);
            }
            seen = found + text.length();
            return output.substring(start, seen);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the program has ended. */
    public boolean isOver() {
        return !process.isAlive();
    }

    /** Waits until the program has ended; returns its exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the program does not end:\n" + output());
            }
            lock.lock();
            try {
                long patience = DEADLINE.toNanos();
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

    /** Sends a signal, such as {@code TERM}. */
    public void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill ended with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("cannot send a signal", e);
        }
    }

    /** Everything that the program has printed. */
    public String output() {
        lock.lock();
        try {
            return output.toString();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
