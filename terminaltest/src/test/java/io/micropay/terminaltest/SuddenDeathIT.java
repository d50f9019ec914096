package io.micropay.terminaltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of the programs dies as in a power failure, and the others' screens say so. */
class SuddenDeathIT {
    @TempDir
    private Path directory;

    @Test
    void clientDies_isLoggedOut_andCanComeBack() {
        try (TerminalRun server = Steps.server(directory, 0, "--silent")) {
            int port = Steps.port(server);
            try (TerminalRun alice = Steps.client(directory.resolve("alice"), port, Map.of());
                    TerminalRun bob = Steps.client(directory.resolve("bob"), port, Map.of())) {
                Steps.join(alice, "alice");
                Steps.join(bob, "bob");
                alice.kill();
                server.await("alice logged out.");
                server.await("Drop connection with 127.0.0.1@");
                bob.answer("[bob]>", "3");
                bob.await("Online User #: 1");
                bob.answer(Steps.CONTINUE, "");
                bob.answer("[bob]>", "4");
                bob.answer("To:", "alice");
                bob.answer("Amount of money to transfer:", "5");
                bob.answer("Memo (only the payee can read it; Enter for none):", "");
                bob.await("transfer FAIL: alice is not online");
            }
            try (TerminalRun alice = Steps.client(directory.resolve("alice"), port, Map.of())) {
                Steps.begin(alice);
                alice.answer(">", "2");
                alice.answer("Enter username:", "alice");
                alice.answer("Enter port (enter 0 if you are not sure which port to use):", "0");
                alice.await("Account Balance: 10000");
            }
        }
    }

    @Test
    void serverDies_isToldWhileOneTypes_andServesAgainAfterwards() {
        int port;
        try (TerminalRun server = Steps.server(directory, 0, "--silent")) {
            port = Steps.port(server);
            try (TerminalRun alice = Steps.client(directory.resolve("alice"), port, Map.of())) {
                Steps.join(alice, "alice");
                alice.press("lis");
                alice.awaitLine("[alice]> lis");
                server.kill();
                alice.await("[System Info] The connection to the server has ended");
                alice.awaitLine("[alice]> lis");
                alice.press("t\r");
                alice.await("not connected to the server any more");
                alice.answer(Steps.CONTINUE, "");
                try (TerminalRun again = Steps.server(directory, port, "--silent")) {
                    assertThat(Steps.port(again)).isEqualTo(port);
                    again.await("Client table found, the journal holds 1 entries");
                    alice.press("2\r");
                    alice.answer("Using the JUST registered account?[Y/n]", "Y");
                    alice.answer("Enter port (enter 0 if you are not sure which port to use):", "0");
                    alice.await("Account Balance: 10000");
                    alice.answer(Steps.CONTINUE, "");
                    alice.answer("[alice]>", "5");
                    assertThat(alice.awaitExit()).isZero();
                }
            }
        }
    }
}
