package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A command for scripts as a process of its own, with standard output and standard error apart. */
final class CommandRun implements AutoCloseable {
    private final ProgramRun run;
    private final Path errors;

    private CommandRun(ProgramRun run, Path errors) {
        this.run = run;
        this.errors = errors;
    }

    static CommandRun start(Path directory, Map<String, String> environment, String... arguments) {
        CommandRun started = startUnread(directory, environment, arguments);
        started.read();
        return started;
    }

    /** Starts a command whose standard output nobody reads yet. */
    static CommandRun startUnread(Path directory, Map<String, String> environment, String... arguments) {
        try {
            Path errors = Files.createTempFile(directory, "errors", ".txt");
            return new CommandRun(ProgramRun.startCommand(directory, errors, environment, arguments), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads standard output from now on. */
    void read() {
        run.read();
    }

    /** Waits until standard error has a text; a process that has ended will not say it any more. */
    void awaitError(String text) {
        await().atMost(Duration.ofMinutes(2)).until(() -> run.isOver() || errors().contains(text));
        assertThat(errors()).contains(text);
    }

    /** Waits until standard output has a text. */
    void awaitOutput(String text) {
        run.await(text);
    }

    void signal(String name) {
        run.signal(name);
    }

    int awaitExit() {
        return run.awaitExit();
    }

    String output() {
        return run.output();
    }

    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only object on standard output. */
    Map<String, Object> json() {
        return JsonLine.only(output());
    }

    @Override
    public void close() {
        run.close();
    }
}
