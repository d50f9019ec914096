package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options for operators refuse. */
class MetricsOptionsTest {
    @TempDir
    private Path directory;

    private final SilentProgram program = new SilentProgram();

    private int run(String... options) {
        String[] args = new String[options.length + 4];
        System.arraycopy(options, 0, args, 4, options.length);
        args[0] = "--db";
        args[1] = directory.resolve("server.db").toString();
        args[2] = "--certs";
        args[3] = directory.resolve("certs").toString();
        return program.run(args);
    }

    @Test
    void portInUse_isSaidInOneLine_andNothingIsTouched() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(run("--metrics-port", port)).isEqualTo(Failure.FAILED);
            program.assertOneLineOfErrors("cannot serve metrics on port " + port, "--metrics-port");
            assertThat(directory.resolve("server.db")).doesNotExist();
            assertThat(directory.resolve("certs")).doesNotExist();
        }
    }

    @Test
    void portThatIsNone_isWrongUsage() {
        assertThat(run("--metrics-port", "70000")).isEqualTo(Failure.USAGE);
        program.assertOneLineOfErrors("--metrics-port is 1 to 65535");
    }

    @Test
    void addressWithoutPort_isWrongUsage() {
        assertThat(run("--metrics-bind", "127.0.0.1")).isEqualTo(Failure.USAGE);
        program.assertOneLineOfErrors("--metrics-port");
    }

    @Test
    void unknownLogFormat_isWrongUsage() {
        assertThat(run("--log-format", "xml")).isEqualTo(Failure.USAGE);
        program.assertOneLineOfErrors("--log-format");
    }
}
