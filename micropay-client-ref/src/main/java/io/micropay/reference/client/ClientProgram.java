package io.micropay.reference.client;

import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Printable;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code micropay}: one command for each thing that it can do. The menu needs no word of its own. */
@Command(
        name = "micropay",
        description = "Secure person-to-person micropayments.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ClientCommand.class, DemoCommand.class, ReceiptCommand.class, HelpCommand.class},
        footer = {
            "",
            "Without a command, HOST PORT starts the menu.",
            "",
            "Examples:",
            "  micropay demo",
            "  micropay 127.0.0.1 8888"
        })
public final class ClientProgram implements Runnable {
    private static final Set<String> OWN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print a stack trace with each failure.")
    private boolean debug;

    /**
     * Runs the program.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command line and returns its exit code. */
    static int run(String... arguments) {
        ClientProgram self = new ClientProgram();
        CommandLine program = new CommandLine(self);
        program.setExecutionExceptionHandler((failure, command, result) -> {
            command.getErr().println("micropay: " + Printable.of(String.valueOf(failure.getMessage())));
            if (self.debug) {
                failure.printStackTrace(command.getErr());
            }
            return ExitCodes.FAILED;
        });
        return program.execute(withCommand(program, arguments));
    }

    /** The menu is what {@code HOST PORT} means without a command. */
    private static String[] withCommand(CommandLine program, String... arguments) {
        if (arguments.length == 0
                || OWN_OPTIONS.contains(arguments[0])
                || program.getSubcommands().containsKey(arguments[0])) {
            return arguments;
        }
        String[] completed = new String[arguments.length + 1];
        completed[0] = ClientCommand.NAME;
        System.arraycopy(arguments, 0, completed, 1, arguments.length);
        return completed;
    }

    /** Whether failures are told with a stack trace. */
    boolean isDebug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Nothing to do: give a command, or HOST PORT for the menu");
    }
}
