package io.micropay.reference.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * A command for scripts, run by this process: where a process of its own is not the point.
 *
 * @param exit the exit code
 * @param output standard output
 * @param errors why it failed, and usage
 */
record InProcess(int exit, String output, String errors) {
    /** Runs a command as somebody, and waits for its end. */
    static InProcess run(Person person, String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of(
                "--server", "127.0.0.1:" + person.server().port(),
                "--account", person.name(),
                "--home", person.home().directory().toString(),
                "--passphrase-file", person.passphraseFile().toString()));
        return run(line.toArray(String[]::new));
    }

    /** Runs a command line as it is. */
    static InProcess run(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine program = ClientProgram.create();
        program.setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        int exit = program.execute(ClientProgram.withCommand(program, arguments));
        return new InProcess(exit, output.toString(), errors.toString());
    }

    /** The only object on standard output. */
    Map<String, Object> json() {
        return JsonLine.only(output);
    }
}
