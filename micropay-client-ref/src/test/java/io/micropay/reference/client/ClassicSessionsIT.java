package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The program in the classic dialect, beside programs and people who speak the native one. */
@Execution(ExecutionMode.CONCURRENT)
class ClassicSessionsIT {
    private static final Map<String, String> PASSPHRASE = Map.of("MICROPAY_PASSPHRASE", "correct horse");

    @TempDir
    private Path directory;

    private ProgramRun start(TestServer server, String person, String dialect) throws IOException {
        Path place = Files.createDirectories(directory.resolve(person));
        return ProgramRun.start(
                place,
                PASSPHRASE,
                "127.0.0.1",
                String.valueOf(server.port()),
                "--dialect",
                dialect,
                "--certs",
                certs().toString());
    }

    private Path certs() throws IOException {
        return Files.createDirectories(directory.resolve("certs"));
    }

    private List<String> certificates() throws IOException {
        try (Stream<Path> files = Files.list(certs())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".crt") || name.endsWith(".key"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void threePeople_inTwoDialects_payEachOther_andOneMovesOver() throws IOException {
        try (TestServer server = TestServer.ofBothDialects(certs());
                ProgramRun alice = start(server, "alice", "classic");
                ProgramRun bob = start(server, "bob", "classic");
                ProgramRun nora = start(server, "nora", "native")) {
            alice.await("It protects nothing from whoever knows a name");
            alice.type("", "1", "alice", "", "2", "Y", "0", "");
            alice.await("Online User #: 1");
            bob.type("", "1", "bob", "", "2", "Y", "0", "");
            bob.await("Online User #: 2");
            nora.type("", "1", "nora", "", "2", "Y", "0", "");
            nora.await("Online User #: 3");

            alice.type("4", "bob", "2000", "");
            alice.await("transfer OK");
            alice.await("Account Balance: 8000");
            bob.await("[Notification] alice just sent you $2000!");
            bob.type("4", "nora", "500", "");
            bob.await("transfer OK");
            bob.await("Account Balance: 11500");
            nora.await("[Notification] bob just sent you $500!");
            nora.type("4", "alice", "50", "", "");
            nora.await("transfer OK");
            alice.await("[Notification] nora just sent you $50!");
            alice.type("4", "alice", "5", "", "4", "zoe", "5", "", "4", "bob", "99999", "");
            alice.await("Cannot transfer to yourself.");
            alice.await("User not found.");
            alice.await("transfer FAIL due to bankruptcy");

            alice.type("6", "");
            alice.await("100 OK");
            alice.await("whoever has both is alice, nobody else can be.");
            alice.type("5");
            assertThat(alice.awaitExit()).isZero();
            assertThat(alice.output()).doesNotContain("has ended");
            try (ProgramRun again = start(server, "alice", "native")) {
                again.type("", "2", "alice", "0", "");
                again.await("Account Balance: 8050");
                again.type("5");
                assertThat(again.awaitExit()).isZero();
            }
            try (ProgramRun thief = start(server, "mallory", "classic")) {
                thief.type("", "2", "alice", "0", "");
                thief.await("220 AUTH_FAIL");
                thief.type("5");
                assertThat(thief.awaitExit()).isZero();
            }
            bob.type("5");
            assertThat(bob.awaitExit()).isZero();
            nora.type("5");
            assertThat(nora.awaitExit()).isZero();
            assertThat(certificates()).containsExactly("server.crt", "server.key");
        }
    }
}
