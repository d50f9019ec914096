package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** The program in this process, with nobody at its terminal. */
final class SilentProgram {
    final Transcript output = new Transcript();
    final Transcript errors = new Transcript();

    /** Runs it to its end; returns the exit code. */
    int run(String... args) {
        StopSignal stop = new StopSignal(List.of(), Duration.ofHours(1), code -> {});
        return new ServerProgram(TestTerminal.silent(output, errors), stop).execute(args);
    }

    void assertOneLineOfErrors(String... parts) {
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .startsWith("micropay-server: ")
                .doesNotContain("Exception")
                .contains(parts);
    }
}
