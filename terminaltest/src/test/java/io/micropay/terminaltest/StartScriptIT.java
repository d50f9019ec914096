package io.micropay.terminaltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start scripts do with the Java that they find, and when they find none. */
@Timeout(60)
class StartScriptIT {
    @TempDir
    private static Path temporary;

    @TempDir
    private Path directory;

    private static Installation client;
    private static Installation server;

    @BeforeAll
    static void install() throws IOException {
        client = Installation.ofClient(temporary);
        server = Installation.ofServer(temporary);
    }

    /** A directory like that of a JDK, whose java does what a script says. */
    private Path java(String... script) throws IOException {
        Path home = directory.resolve("some java");
        program(Files.createDirectories(home.resolve("bin")).resolve("java"), script);
        return home;
    }

    private static void program(Path file, String... script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", script) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A path with what the scripts need, and with no Java. */
    private String pathWithoutJava() throws IOException {
        Path tools = Files.createDirectory(directory.resolve("tools"));
        for (String tool : new String[] {"dirname", "ls", "readlink", "sed"}) {
            Path found = Stream.of(System.getenv("PATH").split(":"))
                    .map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            program(tools.resolve(tool), "exec " + found + " \"$@\"");
        }
        return tools.toString();
    }

    private void assertFails(String message, Installation installation, Map<String, String> environment)
            throws Exception {
        try (ScriptRun run = ScriptRun.start(directory, environment, installation.link(), "--version")) {
            assertThat(run.awaitExit()).isEqualTo(1);
            assertThat(run.output()).isEmpty();
            assertThat(run.errors()).isEqualTo(message + "\n");
        }
    }

    @Test
    void noJava_isTold() throws Exception {
        Map<String, String> environment = Map.of("PATH", pathWithoutJava());

        String message = ": no java found. Install Java 17 or newer, or set JAVA_HOME to where it is.";
        assertFails("micropay" + message, client, environment);
        assertFails("micropay-server" + message, server, environment);
    }

    @Test
    void javaHome_withoutJava_isTold() throws Exception {
        assertFails(
                "micropay: JAVA_HOME is " + directory
                        + ", and there is no bin/java in it. Point it to Java 17 or newer.",
                client,
                Map.of("JAVA_HOME", directory.toString()));
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392, 8", "11.0.2, 11", "16-ea, 16"})
    void java_thatIsTooOld_isTold(String version, String feature) throws Exception {
        Path home = java("echo 'openjdk version \"" + version + "\" 2020-01-01' >&2");

        String message = "micropay: " + home + "/bin/java is Java " + feature
                + "; Micropay needs 17 or newer. Set JAVA_HOME to Java 17 or newer.";
        assertFails(message, client, Map.of("JAVA_HOME", home.toString()));
        assertFails(message, client, Map.of("PATH", home.resolve("bin") + ":" + pathWithoutJava()));
    }

    @Test
    void java_thatTellsNoVersion_isTold() throws Exception {
        Path home = java("exit 1");

        assertFails(
                "micropay: " + home + "/bin/java does not tell its version. Set JAVA_HOME to Java 17 or newer.",
                client,
                Map.of("JAVA_HOME", home.toString()));
    }

    private void assertStarts(String words, Installation installation, Map<String, String> options, String... arguments)
            throws Exception {
        Path home = java("printf '<%s>' \"$@\"");
        // Its version is read without starting it.
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Map<String, String> environment = new HashMap<>(options);
        environment.put("JAVA_HOME", home.toString());
        try (ScriptRun run = ScriptRun.start(directory, environment, installation.link(), arguments)) {
            assertThat(run.awaitExit()).as(run.errors()).isZero();
            assertThat(run.output().strip()).isEqualTo(words);
        }
    }

    @Test
    void arguments_arriveAsTheyAre() throws Exception {
        assertStarts(
                "<-XX:+UseSerialGC><-jar><" + client.root().toRealPath() + "/lib/micropay-client.jar>"
                        + "<pay><bob smith><*><><-v>",
                client,
                Map.of(),
                "pay",
                "bob smith",
                "*",
                "",
                "-v");
    }

    @Test
    void optionsForJava_areTakenFromTheEnvironment() throws Exception {
        String jar = server.root().toRealPath() + "/lib/micropay-server.jar";

        assertStarts(
                "<-Xmx1g><-Dstar=*><-Xmx2g><-jar><" + jar + "><8888>",
                server,
                Map.of("JAVA_OPTS", "-Xmx1g  -Dstar=*", "MICROPAY_OPTS", "-Xmx2g"),
                "8888");
    }

    @Test
    void collector_thatIsAskedFor_replacesTheClientsOwn() throws Exception {
        String jar = client.root().toRealPath() + "/lib/micropay-client.jar";

        assertStarts("<-XX:+UseG1GC><-jar><" + jar + "><list>", client, Map.of("JAVA_OPTS", "-XX:+UseG1GC"), "list");
    }
}
