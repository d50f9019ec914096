package io.micropay.terminaltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session of the manual, word by word: a server with three places, three users, and a fourth who waits. */
class ManualSessionIT {
    private static final String MENU = """
            *****Please select a method to continue*****

            1) [REGISTER] Register a user
            2) [LOGIN] Log in to server
            3) [LIST] Get latest updates
            4) [TRANSACTION] Make a transaction
            5) [EXIT] Log out from server""";

    @TempDir
    private Path directory;

    @Test
    void threeUsers_andAFourthWaiting() throws Exception {
        try (TerminalRun server = TerminalRun.server(directory, "0", "3", "--silent")) {
            server.answer("Keep database alive after server termination? [Y/n]", "Y");
            server.answer("Reset database during initialization? [Y/n]", "n");
            int port = Steps.port(server);
            server.await("Silent mode is on.");
            server.await("User limit is now set to 3");
            play(server, port);
            server.press(TerminalRun.CTRL_C);
            assertThat(server.awaitExit()).isZero();
            assertThat(server.display().everything()).contains("Caught signal 2");
            assertThat(directory.resolve("server.db")).exists();
        }
    }

    private void play(TerminalRun server, int port) throws Exception {
        try (TerminalRun alice = person("alice", port);
                TerminalRun bob = person("bob", port);
                TerminalRun carol = person("carol", port)) {
            for (TerminalRun person : new TerminalRun[] {alice, bob, carol}) {
                begin(person);
            }
            Steps.register(alice, "alice");
            Steps.register(bob, "bob");
            Steps.register(carol, "carol");
            logIn(alice, "alice", 1);
            logIn(bob, "bob", 2);
            logIn(carol, "carol", 3);
            try (TerminalRun dave = person("dave", port)) {
                dave.await("waiting for a place: 0 ahead of you");
                server.await("4 users attempting to connect. 1 users might have to wait.");
                pay(alice, bob);
                leave(carol, "carol");
                server.await("carol logged out.");
                begin(dave);
                dave.answer(">", "exit");
                assertThat(dave.awaitExit()).isZero();
            }
            leave(alice, "alice");
            leave(bob, "bob");
        }
    }

    private TerminalRun person(String name, int port) {
        return Steps.client(directory.resolve(name), port, Map.of());
    }

    private static void begin(TerminalRun person) {
        person.awaitEver("Creating dynamic Key and Certificate with target ID [");
        person.awaitEver("Digital certificate information:");
        person.await("Connect to IP address: 127.0.0.1");
        person.answer(Steps.CONTINUE, "");
        person.await(MENU);
    }

    private static void logIn(TerminalRun person, String name, int online) {
        person.answer(">", "2");
        person.answer("Using the JUST registered account?[Y/n]", "Y");
        person.answer("Enter port (enter 0 if you are not sure which port to use):", "0");
        person.await("*****System Information*****\nUsername: " + name + "\nAccount Balance: 10000\nOnline User #: "
                + online + "\nPeer List (# - <name>#<IP>#<port>):");
        person.answer(Steps.CONTINUE, "");
        person.awaitLine("[" + name + "]>");
    }

    /** Bob is typing when the money comes: what he has typed stays, and he can go on. */
    private static void pay(TerminalRun alice, TerminalRun bob) {
        bob.press("li");
        bob.awaitLine("[bob]> li");
        alice.answer("[alice]>", "4");
        alice.answer("To:", "bob");
        alice.answer("Amount of money to transfer:", "2000");
        alice.answer("Memo (only the payee can read it; Enter for none):", "for lunch");
        alice.await("transfer OK");
        alice.await("Account Balance: 8000");
        alice.answer(Steps.CONTINUE, "");

        bob.await("[Notification] alice just sent you $2000!");
        bob.await("Memo: for lunch");
        bob.awaitLine("[bob]> li");
        bob.press("st\r");
        bob.await("Account Balance: 12000");
        bob.answer(Steps.CONTINUE, "");
    }

    private void leave(TerminalRun person, String name) throws Exception {
        person.answer("[" + name + "]>", "5");
        assertThat(person.awaitExit()).isZero();
        assertThat(person.display().toString())
                .contains("See you next time, " + name + "!", "*****Session ended*****", "Connection closed")
                .containsPattern("Bytes written: [1-9]\\d* / Bytes read: [1-9]\\d*\nElapsed time: \\d+\\.\\d\\d sec");
        try (var keys = Files.list(directory.resolve(name).resolve("certs"))) {
            assertThat(keys).isEmpty();
        }
    }
}
