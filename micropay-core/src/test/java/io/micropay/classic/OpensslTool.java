package io.micropay.classic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the openssl command line, each time for a bounded time. What goes wrong fails the test, with what openssl said. */
public final class OpensslTool {
    /** How long a test waits for anything before it fails. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private OpensslTool() {}

    /** Whether openssl 3 or newer is installed; tests are skipped where it is not. */
    public static boolean isAvailable() {
        try {
            String version = run("version");
            return version.startsWith("OpenSSL ")
                    && !version.startsWith("OpenSSL 1.")
                    && !version.startsWith("OpenSSL 0.");
        } catch (UncheckedIOException | AssertionError e) {
            return false;
        }
    }

    /** Runs {@code openssl arguments...} with nothing to read, and returns what it printed. */
    public static String run(String... arguments) {
        return new String(filter(new byte[0], arguments), StandardCharsets.UTF_8);
    }

    /** Runs {@code openssl arguments...} with these bytes to read, and returns the bytes that it wrote. */
    public static byte[] filter(byte[] input, String... arguments) {
        Process process = start(List.of(arguments));
        try {
            CompletableFuture<byte[]> written = readAll(process.getInputStream());
            CompletableFuture<byte[]> complaints = readAll(process.getErrorStream());
            try (OutputStream reads = process.getOutputStream()) {
                reads.write(input);
            } catch (IOException e) {
                // It needs no input, or has given up: the exit status tells which.
            }
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("openssl " + List.of(arguments) + " has not ended within " + PATIENCE);
            }
            if (process.exitValue() != 0) {
                throw new AssertionError("openssl " + List.of(arguments) + " ended with " + process.exitValue() + ": "
                        + new String(complaints.join(), StandardCharsets.UTF_8));
            }
            return written.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted in openssl " + Arrays.toString(arguments), e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts {@code openssl arguments...} and leaves it running; whoever called ends it. */
    static Process start(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add("openssl");
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException("openssl cannot be started", e);
        }
    }

    private static CompletableFuture<byte[]> readAll(InputStream stream) {
        // Bounded, since a child of the program may keep its output open.
        CompletableFuture<byte[]> all =
                new CompletableFuture<byte[]>().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        startDaemon("openssl output", () -> {
            try {
                all.complete(stream.readAllBytes());
            } catch (IOException e) {
                all.completeExceptionally(e);
            }
        });
        return all;
    }

    /** Starts a thread that does not keep the tests' JVM alive. */
    static Thread startDaemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
