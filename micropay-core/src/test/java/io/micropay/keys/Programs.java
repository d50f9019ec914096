package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.model.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code openssl} and {@code keytool}, which have to be there: what they confirm is not ours to skip. */
public final class Programs {
    private static final int MAX_SECONDS = 60;

    private final Path directory;

    /** Runs programs in a directory, with their output beside their files. */
    public Programs(Path directory) {
        this.directory = directory;
    }

    /**
     * What a program left behind.
     *
     * @param exit its exit code
     * @param out its standard output
     * @param text its standard output and then its standard error, as text
     */
    public record Result(int exit, Bytes out, String text) {
        /** The same result, if the program was content. */
        public Result succeeded() {
            assertThat(exit).as(text).isZero();
            return this;
        }
    }

    /** Runs {@code openssl}. */
    public Result openssl(String... arguments) {
        return run("openssl", arguments);
    }

    /** Runs the {@code keytool} of this Java. */
    public Result keytool(String... arguments) {
        return run(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), arguments);
    }

    /** Writes a file into the directory. */
    public String file(String name, byte[] content) {
        try {
            return Files.write(directory.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(Arrays.asList(arguments));
        Path out = directory.resolve("standard-output");
        Path err = directory.resolve("standard-error");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(Redirect.from(
                            directory.resolve(file("empty", new byte[0])).toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    "these tests need the program " + program + ", which cannot be started: install it and try again",
                    e);
        }
        try {
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end in " + MAX_SECONDS + " s");
            }
            byte[] output = Files.readAllBytes(out);
            String text = new String(output, StandardCharsets.UTF_8) + Files.readString(err, StandardCharsets.UTF_8);
            return new Result(process.exitValue(), Bytes.of(output), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(command + " was interrupted", e);
        }
    }
}
