package io.micropay.terminaltest;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What everybody does at these terminals. */
final class Steps {
    static final String CONTINUE = "Press enter to continue...";

    private static final Pattern PORT = Pattern.compile("Server listening on port (\\d+)");

    private Steps() {}

    /** Starts a server that asks nothing and keeps its ledger; port 0 takes a free one. */
    static TerminalRun server(Path directory, int port, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = String.valueOf(port);
        arguments[1] = "3";
        arguments[2] = "--keep-db";
        arguments[3] = "--no-reset-db";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return TerminalRun.server(directory, arguments);
    }

    /** Waits until a server listens, and tells where. */
    static int port(TerminalRun server) {
        Matcher line = PORT.matcher(server.awaitEver("Opened database").everything());
        if (!line.find()) {
            throw new AssertionError("no port in\n" + server.display().everything());
        }
        return Integer.parseInt(line.group(1));
    }

    /** Starts a client in a directory of its own; its passphrases are in the environment. */
    static TerminalRun client(Path directory, int port, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.putIfAbsent("MICROPAY_PASSPHRASE", "correct horse");
        environment.put("MICROPAY_HOME", directory.resolve("home").toString());
        return TerminalRun.client(directory, environment, "127.0.0.1", String.valueOf(port));
    }

    /** From the start to the menu. */
    static void begin(TerminalRun person) {
        person.answer(CONTINUE, "");
        person.awaitLine(">");
    }

    /** From the menu to the menu. */
    static void register(TerminalRun person, String name) {
        person.answer(">", "1");
        person.answer("Enter username:", name);
        person.await("100 OK");
        person.answer(CONTINUE, "");
    }

    /** From the menu to the menu, after registering. */
    static void logIn(TerminalRun person, String name) {
        person.answer(">", "2");
        person.answer("Using the JUST registered account?[Y/n]", "Y");
        person.answer("Enter port (enter 0 if you are not sure which port to use):", "0");
        person.answer(CONTINUE, "");
        person.awaitLine("[" + name + "]>");
    }

    /** From the start to being online. */
    static void join(TerminalRun person, String name) {
        begin(person);
        register(person, name);
        logIn(person, name);
    }
}
