package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.keys.PemKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The manual's way to keys: a script over openssl. */
@Timeout(60)
@EnabledIf("isOpensslThere")
class CreateCaIT {
    private static final int TERM = 15;

    @TempDir
    private Path directory;

    static boolean isOpensslThere() {
        return Files.isExecutable(Path.of("/usr/bin/openssl"));
    }

    @BeforeEach
    void copyScript() throws IOException {
        for (String file : List.of("create_ca.sh", "server.cnf")) {
            Files.copy(Path.of("..", "certs", file), directory.resolve(file));
        }
    }

    private int script(String... args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", directory.resolve("create_ca.sh").toString()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .directory(directory.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).startsWith(process.waitFor() == 0 ? "Made " : "create_ca.sh: ");
        return process.exitValue();
    }

    @Test
    void pairOfOpenssl_startsTheServer() throws Exception {
        assertThat(script("cert", "server", "server")).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("server.key"))))
                .isEqualTo("rw-------");
        Transcript output = new Transcript();
        Transcript errors = new Transcript();
        StopSignal stop = new StopSignal(List.of(), Duration.ofHours(1), code -> {});
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> new ServerProgram(
                        TestTerminal.silent(output, errors), stop)
                .execute("0", "--db", directory.resolve("server.db").toString(), "--certs", directory.toString()));
        output.await("Server key fingerprint: SHA256:\\S+");
        stop.caught(TERM);
        assertThat(exit.join()).as(errors.toString()).isZero();
        assertThat(output.toString()).doesNotContain("Server key created");
    }

    @Test
    void pairThatIsThere_isOverwrittenOnDemandOnly() throws Exception {
        assertThat(script("cert", "server", "server")).isZero();
        byte[] key = Files.readAllBytes(directory.resolve("server.key"));
        assertThat(script("cert", "server", "server")).isEqualTo(1);
        assertThat(directory.resolve("server.key")).hasBinaryContent(key);
        assertThat(script("-f", "cert", "server", "server")).isZero();
        assertThat(Files.readAllBytes(directory.resolve("server.key"))).isNotEqualTo(key);
    }

    @Test
    void ca_listsEveryCertificateAsTextAndPem() throws Exception {
        assertThat(script("CA")).as("nothing to list").isEqualTo(1);
        assertThat(script("cert", "server", "server")).isZero();
        assertThat(script("cert", "other", "server")).isZero();
        assertThat(script("CA")).isZero();
        Path list = directory.resolve("CA.pem");
        assertThat(PemKeys.readCertificates(list)).hasSize(2);
        assertThat(Files.readString(list)).startsWith("Certificate:").contains("O = Micropay, CN = server");
    }

    @Test
    void wrongUsage_exitsWith2() throws Exception {
        assertThat(script()).isEqualTo(2);
        assertThat(script("cert", "../server")).isEqualTo(2);
        assertThat(script("cert", "server", "missing")).isEqualTo(1);
    }
}
