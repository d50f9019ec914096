package io.micropay.reference.client;

import io.micropay.reference.client.command.BalanceCommand;
import io.micropay.reference.client.command.CommonOptions;
import io.micropay.reference.client.command.CompletionCommand;
import io.micropay.reference.client.command.FailureReport;
import io.micropay.reference.client.command.ListCommand;
import io.micropay.reference.client.command.ListenCommand;
import io.micropay.reference.client.command.PayCommand;
import io.micropay.reference.client.command.ProgramVersion;
import io.micropay.reference.client.command.ReceiptCommand;
import io.micropay.reference.client.command.RefundCommand;
import io.micropay.reference.client.command.RegisterCommand;
import io.micropay.reference.client.command.RequestCommand;
import io.micropay.reference.client.command.RequestsCommand;
import io.micropay.reference.client.command.StatementCommand;
import io.micropay.reference.client.session.ExitCodes;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code micropay}: one command for each thing that it can do. The menu needs no word of its own. */
@Command(
        name = "micropay",
        description = "Secure person-to-person micropayments.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {
            "",
            "Without a command, HOST PORT starts the menu.",
            "",
            "Options may stand before the command or after it. One that is not given is taken from the environment "
                    + "(MICROPAY_SERVER for --server, MICROPAY_PASSPHRASE_FILE for --passphrase-file), else from the "
                    + "configuration file (server=127.0.0.1:8888, passphrase-file=secret; true or false for options "
                    + "without a value). The passphrase itself can be in MICROPAY_PASSPHRASE; else it is asked for at a "
                    + "terminal.",
            "",
            "Examples:",
            "  micropay demo",
            "  micropay 127.0.0.1 8888",
            "  micropay --server 127.0.0.1:8888 --account alice pay bob 2000 --memo lunch"
        })
public final class ClientProgram implements Runnable {
    /** Which of the common options mean something to commands that do not need them all. */
    private static final Map<String, List<String>> NARROWED = Map.of(
            "receipt",
            List.of("--home", "--config", "--trust", "--json", "--quiet", "--debug", "--no-color"),
            ClientCommand.NAME,
            List.of(
                    "--server",
                    "--home",
                    "--config",
                    "--trust",
                    "--passphrase-file",
                    "--verbose",
                    "--debug",
                    "--no-color"),
            "demo",
            List.of("--debug"),
            "completion",
            List.of(),
            "help",
            List.of());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    private ClientProgram() {}

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
        CommandLine program = create();
        return program.execute(withCommand(program, arguments));
    }

    /** The program with its commands. */
    static CommandLine create() {
        ClientProgram self = new ClientProgram();
        CommandLine program = new CommandLine(self);
        for (Object command : List.of(
                new RegisterCommand(self.common),
                new PayCommand(self.common),
                new RequestCommand(self.common),
                new RequestsCommand(self.common),
                new RefundCommand(self.common),
                new ListenCommand(self.common),
                new ListCommand(self.common),
                new BalanceCommand(self.common),
                new StatementCommand(self.common))) {
            add(program, new CommandLine(command));
        }
        add(program, new ReceiptCommand(self.common).commandLine());
        program.addSubcommand(new ClientCommand(self.common));
        program.addSubcommand(new DemoCommand());
        add(program, new CommandLine(new CompletionCommand()));
        program.addSubcommand(new HelpCommand());
        NARROWED.forEach((name, kept) -> {
            CommandLine command = program.getSubcommands().get(name);
            if (command != null) {
                keepOptions(command, kept);
            }
        });
        FailureReport failures = new FailureReport(self.common);
        return program.setParameterExceptionHandler(failures).setExecutionExceptionHandler(failures);
    }

    private static void add(CommandLine program, CommandLine command) {
        describe(command);
        program.addSubcommand(command);
    }

    /** What commands for scripts, and the commands below them, have in common. */
    private static void describe(CommandLine command) {
        command.getSubcommands().values().forEach(ClientProgram::describe);
        CommandSpec described = command.getCommandSpec();
        described.mixinStandardHelpOptions(true).versionProvider(new ProgramVersion());
        if (described.usageMessage().exitCodeList().isEmpty()) {
            described.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCodes.meanings());
        }
    }

    /** Takes away the common options that mean nothing to a command. */
    private static void keepOptions(CommandLine command, List<String> kept) {
        CommandSpec narrowed = command.getCommandSpec();
        for (OptionSpec option : List.copyOf(narrowed.options())) {
            if (option.inherited() && !kept.contains(option.longestName())) {
                narrowed.remove(option);
            }
        }
        command.getSubcommands().values().forEach(below -> keepOptions(below, kept));
    }

    /** The menu is what {@code HOST PORT} means without a command. */
    static String[] withCommand(CommandLine program, String... arguments) {
        int place = 0;
        while (place < arguments.length && arguments[place].startsWith("-")) {
            OptionSpec option = program.getCommandSpec().findOption(nameOf(arguments[place]));
            if (option == null && !areFlags(program, arguments[place])) {
                return withMenu(arguments);
            }
            boolean takesNext =
                    option != null && option.arity().min() > 0 && arguments[place].equals(nameOf(arguments[place]));
            place += takesNext ? 2 : 1;
        }
        boolean isComplete =
                place >= arguments.length || program.getSubcommands().containsKey(arguments[place]);
        return isComplete ? arguments : withMenu(arguments);
    }

    /** Short options without values, written as one, such as {@code -qv}. */
    private static boolean areFlags(CommandLine program, String argument) {
        return argument.length() > 1
                && argument.charAt(1) != '-'
                && argument.substring(1).chars().allMatch(letter -> {
                    OptionSpec option = program.getCommandSpec().findOption((char) letter);
                    return option != null && option.arity().max() == 0;
                });
    }

    private static String nameOf(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }

    private static String[] withMenu(String... arguments) {
        String[] completed = new String[arguments.length + 1];
        completed[0] = ClientCommand.NAME;
        System.arraycopy(arguments, 0, completed, 1, arguments.length);
        return completed;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Nothing to do: give a command, or HOST PORT for the menu");
    }
}
