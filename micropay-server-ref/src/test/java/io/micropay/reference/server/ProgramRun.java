package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program in a process of its own, in a directory of its own. */
final class ProgramRun implements AutoCloseable {
    private final Process process;
    private final Transcript output = new Transcript();
    private final Transcript errors = new Transcript();
    private final List<Thread> readers;

    private ProgramRun(Process process) {
        this.process = process;
        this.readers = List.of(follow(process.getInputStream(), output), follow(process.getErrorStream(), errors));
    }

    /** Starts it with these answers on standard input, and waits for nothing. */
    static ProgramRun start(Path directory, String answers, String... args) throws IOException {
        return start(directory, Map.of(), answers, args);
    }

    /** The same with more variables in its environment. */
    static ProgramRun start(Path directory, Map<String, String> environment, String answers, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProgram.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        ProgramRun run = new ProgramRun(builder.start());
        try (OutputStream input = run.process.getOutputStream()) {
            input.write(answers.getBytes(StandardCharsets.UTF_8));
        }
        return run;
    }

    private static Thread follow(InputStream stream, Transcript transcript) {
        Thread thread = new Thread(() -> {
            try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                reader.transferTo(transcript);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What it prints. */
    Transcript output() {
        return output;
    }

    /** What it complains about. */
    Transcript errors() {
        return errors;
    }

    /** Waits until it listens, and tells where. */
    int awaitPort() {
        return Integer.parseInt(output.await("Server listening on port (\\d+)").group(1));
    }

    /** Sends it a signal, such as INT. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Ends it as a power failure would, and waits for that. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end, with whatever it still had to say. */
    int awaitExit(long seconds) throws InterruptedException {
        assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                .as("ends within %s s; its output:%n%s", seconds, output)
                .isTrue();
        for (Thread reader : readers) {
            reader.join();
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
