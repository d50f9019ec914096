package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The sqlite3 shell: another process that has the ledger open. */
final class Sqlite3 implements AutoCloseable {
    private final Process process;
    private final Writer input;

    private Sqlite3(Path file, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("sqlite3", "-batch", file.toString()));
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("the sqlite3 shell is not installed, and these tests need it (" + e + ")", e);
        }
        input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** Runs statements; the lines that the shell prints. */
    static List<String> run(Path file, String sql) throws IOException {
        try (Sqlite3 shell = new Sqlite3(file, List.of(sql))) {
            List<String> lines =
                    shell.process.inputReader(StandardCharsets.UTF_8).lines().toList();
            shell.awaitEnd();
            assertThat(shell.process.exitValue())
                    .as("exit code of: %s%nwhich said: %s", sql, lines)
                    .isZero();
            return lines;
        }
    }

    /** Runs a statement that fails; what the shell says to that. */
    static String refusal(Path file, String sql) throws IOException {
        try (Sqlite3 shell = new Sqlite3(file, List.of(sql))) {
            String said = new String(shell.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            shell.awaitEnd();
            assertThat(shell.process.exitValue()).as(said).isNotZero();
            return said;
        }
    }

    /** A shell that has run statements, and holds on to what they locked until it is closed. */
    static Sqlite3 holding(Path file, String sql) throws IOException {
        Sqlite3 shell = new Sqlite3(file, List.of());
        shell.input.write(sql + "\n.print ready\n");
        shell.input.flush();
        assertThat(shell.process.inputReader(StandardCharsets.UTF_8).lines().anyMatch("ready"::equals))
                .isTrue();
        return shell;
    }

    @Override
    public void close() throws IOException {
        input.close();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the sqlite3 shell does not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the sqlite3 shell was running", e);
        }
    }
}
