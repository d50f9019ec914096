package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.event.PeerListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The program as people use it: as processes, with a server beside them. */
@Execution(ExecutionMode.CONCURRENT)
class SessionsIT {
    private static final Map<String, String> PASSPHRASE = Map.of("MICROPAY_PASSPHRASE", "correct horse");
    private static final String CONTINUE = "Press enter to continue...";

    @TempDir
    private Path directory;

    private ProgramRun start(TestServer server, String person, Map<String, String> environment) throws IOException {
        Path place = Files.createDirectories(directory.resolve(person));
        return ProgramRun.start(place, environment, "127.0.0.1", String.valueOf(server.port()));
    }

    private List<Path> files(String person, String folder) throws IOException {
        try (Stream<Path> tree = Files.walk(directory.resolve(person).resolve(folder))) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void manualsSession_playedByTwo_paysNotifiesAndLeavesNothingBehind() throws IOException {
        try (TestServer server = TestServer.withPlaces(3);
                ProgramRun alice = start(server, "alice", PASSPHRASE);
                ProgramRun bob = start(server, "bob", PASSPHRASE)) {
            alice.type("", "1", "alice", "");
            bob.type("", "1", "bob", "");
            alice.await("100 OK");
            bob.await("100 OK");
            alice.type("2", "Y", "0", "");
            alice.await("Username: alice");
            bob.type("2", "Y", "0", "");
            bob.await("Online User #: 2");
            bob.await("  1 - alice#127.0.0.1#");

            alice.type("4", "bob", "2000", "for lunch\u001b[2J", "");
            alice.await("transfer OK");
            alice.await("Renewing list after transaction...");
            alice.await("Account Balance: 8000");
            bob.await("[Notification] alice just sent you $2000!\n  Memo: for lunch\\u{1b}[2J\n");

            bob.type("3", "", "4", "alice", "50", "", "");
            bob.await("Account Balance: 12000");
            bob.await("transfer OK");
            alice.await("[Notification] bob just sent you $50!");
            bob.type("6", "", "9", "1", "");
            bob.await("*****Statement of bob, the latest first*****");
            bob.await("*****Receipts of bob, the latest first*****");
            bob.await("$50 to alice");
            bob.await("The receipt holds: this server signed it.");

            assertSessionKeyIsPrivate("alice");
            bob.type("5");
            assertThat(bob.awaitExit()).isZero();
            alice.signal("TERM");
            assertThat(alice.awaitExit()).isZero();

            assertThat(bob.output())
                    .contains("See you next time, bob!", "*****Session ended*****", "Connection closed")
                    .containsPattern(
                            "Bytes written: [1-9]\\d* / Bytes read: [1-9]\\d*\nElapsed time: \\d+\\.\\d\\d sec")
                    .doesNotContain("\u001b");
            assertThat(alice.output()).contains("Signal handler: caught signal TERM", "See you next time, alice!");
            assertThat(files("alice", "certs")).isEmpty();
            assertThat(files("bob", "certs")).isEmpty();
            assertThat(files("alice", "home/receipts/alice")).hasSize(2);
            assertThat(files("bob", "home/receipts/bob")).hasSize(2);
            assertThat(files("bob", "home/wallets")).allSatisfy(SessionsIT::assertOwnerOnly);
        }
    }

    private void assertSessionKeyIsPrivate(String person) throws IOException {
        assertThat(files(person, "certs"))
                .extracting(file -> String.valueOf(file.getFileName()))
                .satisfiesExactly(
                        name -> assertThat(name).matches("[0-9A-Za-z]{5}_client\\.crt"),
                        name -> assertThat(name).matches("[0-9A-Za-z]{5}_client\\.key"));
        assertOwnerOnly(files(person, "certs").get(1));
    }

    private static void assertOwnerOnly(Path file) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void wrongInput_ofEveryKind_isToldAndAskedForAgain() throws IOException {
        try (TestServer server = TestServer.withPlaces(3);
                ProgramRun carol = start(server, "carol", Map.of())) {
            server.register("taken");
            server.register("offline");
            carol.type("", "10", "", "3", "", "4", "", "6", "", "7", "", "8", "", "9", "");
            carol.await("Command not found");
            for (int entry = 0; entry < 6; entry++) {
                carol.await("Please login first");
            }

            carol.type("1", "not a name", "taken", "secret", "secret", "");
            carol.await("not a username: 'not a name'");
            carol.await("210 FAIL");
            carol.await("The name taken is taken. Choose another one.");
            carol.type("1", "carol", "secret", "sceret", "secret", "secret", "");
            carol.await("the two are not the same");
            carol.await("100 OK");
            carol.type("1", "carol", "");
            carol.await("210 FAIL");
            carol.await("There is a wallet for it here: try to log in.");

            carol.type("2", "n", "nobody", "0", "");
            carol.await("Requesting nobody on any free port...");
            carol.await("220 AUTH_FAIL");
            carol.await("There is no wallet for nobody here");
            carol.type("2", "maybe", "y", "http", "0", "");
            carol.await("neither yes nor no: 'maybe'");
            carol.await("not a number from 0 to 65535: 'http'");
            carol.await("Account Balance: 10000");
            carol.type("2", "");
            carol.await("230 DUPLICATE_LOGIN");

            carol.type("4", "taken", "0", "-5", "two", "1.5", "99999999999999999999", "");
            carol.await("the amount must be above zero, not '0'");
            carol.await("not an amount: '-5'");
            carol.await("not an amount: 'two'");
            carol.await("too many decimals: '1.5'");
            carol.await("the amount is too large: '99999999999999999999'");
            carol.type("4", "CAROL", "5", "");
            carol.await("Cannot transfer to yourself.");
            carol.type("4", "unknown", "5", "", "");
            carol.await("User not found.");
            carol.type("4", "offline", "5", "", "");
            carol.await("transfer FAIL: offline is not online");
            try (MicropayClient payee = server.connect(PeerListener.NONE)) {
                TestServer.logIn(payee, "taken");
                carol.type("4", "taken", "10001", "", "");
                carol.await("transfer FAIL due to bankruptcy");
                carol.await("Account Balance: 10000");
            }
            carol.endInput();

            assertThat(carol.awaitExit()).isZero();
            assertThat(carol.output()).contains("See you next time, carol!").doesNotContain("\tat ", "secret");
        }
    }

    @Test
    void wrongPassphrase_threeTimes_goesBackToTheMenu() throws IOException {
        try (TestServer server = TestServer.withPlaces(3)) {
            try (ProgramRun dora = start(server, "dora", PASSPHRASE)) {
                dora.type("", "1", "dora", "");
                dora.await("100 OK");
                dora.signal("INT");
                assertThat(dora.awaitExit()).isZero();
                assertThat(dora.output()).contains("Signal handler: caught signal INT", "Session terminated.");
                assertThat(files("dora", "certs")).isEmpty();
            }
            try (ProgramRun dora = start(server, "dora", Map.of())) {
                dora.type("", "2", "dora", "0", "wrong", "wronger", "wrongest", "");
                dora.await("wrong passphrase");
                dora.await("wrong passphrase");
                dora.await("wrong passphrase");
                dora.await(CONTINUE);
                dora.type("2", "dora", "0", "correct horse", "");
                dora.await("Account Balance: 10000");
                dora.type("5");
                assertThat(dora.awaitExit()).isZero();
            }
        }
    }

    @Test
    void server_goesAndComesBack_isToldAndLoggedInToAgain() throws IOException {
        try (TestServer server = TestServer.withPlaces(3);
                ProgramRun erin = start(server, "erin", PASSPHRASE)) {
            erin.type("", "1", "erin", "", "2", "", "0", "");
            erin.await("Account Balance: 10000");
            server.stop();
            erin.await("[System Info] The connection to the server has ended");
            erin.type("3", "");
            erin.await("not connected to the server any more");
            erin.type("2", "");
            erin.await("cannot connect to 127.0.0.1:" + server.port());

            server.startAgain();
            erin.type("2", "", "0", "");
            erin.await("Account Balance: 10000");
            server.stop();
            erin.await("[System Info] The connection to the server has ended");
            erin.type("5");

            assertThat(erin.awaitExit()).isEqualTo(5);
            assertThat(erin.output()).contains("See you next time, erin!", "Connection closed");
        }
    }

    private ProgramRun placeTaken(TestServer server) throws IOException {
        try (MicropayClient first = server.connect(PeerListener.NONE)) {
            ProgramRun second = start(server, "second", PASSPHRASE);
            second.await("waiting for a place: 0 ahead of you");
            assertThat(first.bytesRead()).isPositive();
            return second;
        }
    }

    @Test
    void places_allTaken_waitsForOne() throws IOException {
        try (TestServer server = TestServer.withPlaces(1);
                ProgramRun second = placeTaken(server)) {
            second.await("Digital certificate information:");
            second.await("Certificate: /O=Micropay/CN=server");
            second.type("", "exit");

            assertThat(second.awaitExit()).isZero();
        }
    }
}
