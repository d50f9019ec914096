package io.micropay.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link BenchmarkServer} in a Java machine of its own. Closing ends it. */
final class ServerProcess implements AutoCloseable {
    /** Options for the server's Java machine, separated by spaces, such as those of a profiler. */
    private static final String OPTIONS = System.getProperty("benchmarks.server.options", "");

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    /** A server of this build. */
    ServerProcess(Path directory) throws IOException {
        this(directory, System.getProperty("java.class.path"));
    }

    /** A server of any build. */
    ServerProcess(Path directory, String classPath) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (!OPTIONS.isBlank()) {
            command.addAll(List.of(OPTIONS.strip().split("\\s+")));
        }
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classPath, BenchmarkServer.class.getName(), directory.toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Begins anew, with an empty ledger; returns the port, on this machine. */
    int begin() throws IOException {
        return Integer.parseInt(ask("round"));
    }

    /** The CPU time that the server has used, in nanoseconds. */
    long cpuNanos() throws IOException {
        return Long.parseLong(ask("cpu"));
    }

    private String ask(String command) throws IOException {
        commands.println(command);
        String line = answers.readLine();
        while (line != null && !line.startsWith(BenchmarkServer.ANSWER)) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("the server's process has ended");
        }
        return line.substring(BenchmarkServer.ANSWER.length());
    }

    @Override
    public void close() {
        commands.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
