package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Known keys that processes share. */
class KnownKeysIT {
    private static final String KEY = "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo";

    @TempDir
    Path directory;

    private Process learn(String prefix) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LearningProgram.class.getName(),
                        directory.resolve("known_accounts").toString(),
                        prefix,
                        KEY)
                .redirectError(directory.resolve("errors." + prefix).toFile())
                .start();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void check_bySeveralProcessesAtOnce_losesNothing() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (String prefix : List.of("a", "b", "c")) {
            processes.add(learn(prefix));
        }
        for (Process process : processes) {
            assertThat(process.waitFor())
                    .as("exit code; errors in " + directory)
                    .isZero();
        }
        assertThat(directory.resolve("known_accounts")).content().hasLineCount(3 * LearningProgram.NAMES);
    }
}
