package io.micropay.terminaltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that runs without a terminal, and what came of it. */
final class ScriptRun implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path errors;
    private final BufferedReader output;
    private final StringBuilder text = new StringBuilder();

    private ScriptRun(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a command in a directory, with nothing in its environment but that and the path of this process. */
    static ScriptRun start(Path directory, Map<String, String> environment, List<String> command) throws IOException {
        Path errors = Files.createTempFile(directory, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(errors.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("MICROPAY_HOME", directory.resolve("home").toString());
        builder.environment().putAll(environment);
        return new ScriptRun(builder.start(), errors);
    }

    /** The same for a start script and its arguments. */
    static ScriptRun start(Path directory, Map<String, String> environment, Path script, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return start(directory, environment, command);
    }

    /** Reads its output up to a line with a match; the match. */
    Matcher await(String pattern) throws IOException {
        Pattern wanted = Pattern.compile(pattern);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            text.append(line).append('\n');
            Matcher match = wanted.matcher(line);
            if (match.find()) {
                return match;
            }
        }
        throw new AssertionError("no " + pattern + " in\n" + text + Files.readString(errors));
    }

    /** What process it is by now. */
    ProcessHandle process() {
        return process.toHandle();
    }

    /** Asks it to stop: the signal TERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end; the exit code. */
    int awaitExit() throws IOException, InterruptedException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            text.append(line).append('\n');
        }
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What it has printed, as far as it was waited for. */
    String output() {
        return text.toString();
    }

    /** What it has complained about. */
    String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
