package io.micropay.reference.server;

import io.micropay.reference.server.ReferenceServer.Wishes;
import io.micropay.reference.server.notice.LogFormat;
import io.micropay.reference.server.notice.Notice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The command line of the reference server: options in, exit code out. */
@Command(
        name = ServerProgram.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = ServerProgram.Version.class,
        customSynopsis = {
            "  " + ServerProgram.NAME + " [SERVER_PORT] [CONCURRENT_USER_LIMIT] [--silent] [OPTIONS]",
            "  " + ServerProgram.NAME + " certs init [DIR]",
            "  " + ServerProgram.NAME + " account (issue | freeze | unfreeze | close) ACCOUNT ...",
            "  " + ServerProgram.NAME + " audit [--db LEDGER] [--certs DIR | --cert FILE] [--receipt FILE...]",
            "  " + ServerProgram.NAME + " backup TARGET [--db FILE] [--certs DIR]"
        },
        synopsisHeading = "Usage:%n",
        description = "Keeps a ledger of micropayments and who is online, and signs receipts.",
        sortOptions = false,
        usageHelpAutoWidth = true,
        footerHeading = "%nExample, on port 8888 for three clients at once:%n",
        footer = {
            "  " + ServerProgram.NAME + " 8888 3 --silent",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage. Ctrl+C ends the server in order."
        },
        subcommands = {CertsCommand.class, AccountCommand.class, AuditCommand.class, BackupCommand.class})
public final class ServerProgram implements Callable<Integer> {
    static final String NAME = "micropay-server";
    static final String DEFAULT_CERTS = "certs";
    static final String DEFAULT_DATABASE = "server.db";

    /** Longer than the library takes to close, shorter than anybody's patience. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final Terminal terminal;
    private final StopSignal stop;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SERVER_PORT",
            description = "Where to listen, 1 to 65535. 0 or nothing picks a free port and says which.")
    private int port;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CONCURRENT_USER_LIMIT",
            defaultValue = "100",
            description = "How many clients are served at once, ${DEFAULT-VALUE} unless given. Others wait in line.")
    private int userLimit;

    @Option(
            names = {"-s", "--silent"},
            description = "Do not show the bytes of the messages that arrive.")
    private boolean silent;

    @ArgGroup
    private @Nullable Lifetime lifetime;

    /** What becomes of the ledger in the end: one of the two, or neither. */
    private static final class Lifetime {
        @Option(names = "--keep-db", description = "Keep the database after the server ends. Asked for unless given.")
        private boolean keep;

        @Option(names = "--drop-db", description = "Delete the database after the server ends.")
        private boolean drop;
    }

    @ArgGroup
    private @Nullable Beginning beginning;

    /** What becomes of the ledger at the start: one of the two, or neither. */
    private static final class Beginning {
        @Option(names = "--reset-db", description = "Begin with an empty database. Asked for unless given.")
        private boolean reset;

        @Option(names = "--no-reset-db", description = "Begin with the database as it is.")
        private boolean noReset;
    }

    @Option(names = "--yes", description = "With --reset-db: delete a ledger that holds entries, without asking again.")
    private boolean yes;

    @Option(
            names = "--interactive",
            description = "Ask questions even if input or output is not a terminal; answers come from standard input.")
    private boolean interactive;

    @Option(
            names = "--db",
            paramLabel = "FILE|jdbc:postgresql://...",
            defaultValue = DEFAULT_DATABASE,
            description =
                    "The ledger: a file, '${DEFAULT-VALUE}' unless given, or a PostgreSQL database, which is always"
                            + " kept. Its password is in PGPASSWORD or in ~/.pgpass, never here.")
    private String database = "";

    @Option(
            names = "--certs",
            paramLabel = "DIR",
            defaultValue = DEFAULT_CERTS,
            description = "Where server.key and server.crt are, or are made at the first start;"
                    + " '${DEFAULT-VALUE}' unless given.")
    private Path certs = Path.of(DEFAULT_CERTS);

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Listen on this address only, not on all.",
            converter = HostConverter.class)
    private @Nullable InetAddress bind;

    @Option(
            names = "--opening-balance",
            paramLabel = "N",
            defaultValue = "10000",
            description = "What a new account gets, in the smallest unit; ${DEFAULT-VALUE} unless given.")
    private long openingBalance;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            defaultValue = "$",
            description = "How clients show amounts, such as EUR; '${DEFAULT-VALUE}' unless given.")
    private String currency = "";

    @Option(
            names = "--decimals",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many digits of an amount stand behind the point; ${DEFAULT-VALUE} unless given.")
    private int decimals;

    @ArgGroup(exclusive = false)
    private @Nullable ClassicChoice classic;

    @ArgGroup(exclusive = false)
    private @Nullable MetricsChoice metrics;

    @Option(
            names = "--log-format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Lines for people, or one JSON object on each line; ${DEFAULT-VALUE} unless given.")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(names = "--debug", description = "Show where failures come from.")
    private boolean debug;

    ServerProgram(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    /**
     * Runs the program and ends the process.
     *
     * @param args see {@code --help}
     */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                LoggerFactory.getLogger(ServerProgram.class).error("thread {} failed", thread.getName(), failure));
        StopSignal stop = new StopSignal(StopSignal.ALL, STOP_PATIENCE, Runtime.getRuntime()::halt);
        System.exit(new ServerProgram(Terminal.ofProcess(), stop).execute(args));
    }

    /** Runs the program and returns its exit code. */
    int execute(String... args) {
        return new CommandLine(this)
                // The usual directory is named as the subcommand is.
                .setAllowSubcommandsAsOptionParameters(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(terminal.output())
                .setErr(terminal.errors())
                .setParameterExceptionHandler((failure, arguments) -> report(explained(failure)))
                .setExecutionExceptionHandler((failure, command, parsed) -> report(Failure.of(failure)))
                .execute(args);
    }

    @Override
    public Integer call() {
        System.setProperty(PrintableMessage.DEBUG_PROPERTY, String.valueOf(debug));
        Wishes wishes = new Wishes(
                Optional.ofNullable(lifetime).map(chosen -> chosen.keep || !chosen.drop),
                Optional.ofNullable(beginning).map(chosen -> chosen.reset && !chosen.noReset),
                yes);
        Settings settings = new Settings(
                port,
                userLimit,
                silent,
                ledger(wishes),
                certs,
                Optional.ofNullable(bind),
                openingBalance,
                currency,
                decimals,
                Optional.ofNullable(classic).flatMap(choice -> choice.options(certs)),
                Optional.ofNullable(metrics).map(MetricsChoice::place));
        return withConsole(console -> {
            Questions questions = new Questions(terminal, console, interactive || terminal.isPerson());
            new ReferenceServer(settings, console).run(wishes, questions, stop);
        });
    }

    /** Everything that was printed is on the screen when this returns or throws. */
    int withConsole(Consumer<Console> task) {
        System.setProperty(LogFormat.PROPERTY, logFormat.toString());
        try (Console console = new Console(terminal, logFormat, Clock.systemUTC())) {
            task.accept(console);
        } finally {
            stop.finished();
        }
        return CommandLine.ExitCode.OK;
    }

    /** How to take the ledger that the options name. */
    private Supplier<Ledger> ledger(Wishes wishes) {
        LedgerAddress address = ledger(Optional.empty());
        address.check(wishes);
        return address::take;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Where the key and the certificate are, for the program and its commands alike. */
    Path certs() {
        return certs;
    }

    /** The ledger as {@code --db} names it, for one of the program's commands or, before that, for the program. */
    LedgerAddress ledger(Optional<String> ofCommand) {
        return LedgerAddress.parse(ofCommand.orElse(database));
    }

    private static Failure explained(ParameterException failure) {
        String message = String.valueOf(failure.getMessage());
        return Failure.usage(
                message + "; " + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help tells more");
    }

    private int report(Failure failure) {
        PrintWriter errors = terminal.errors();
        String message = String.valueOf(failure.getMessage());
        if (logFormat == LogFormat.JSON) {
            Notice notice = Notice.of("failed").error().with("message", message).with("exit_code", failure.exitCode());
            errors.println((debug ? notice.with("trace", trace(failure)) : notice).json(Instant.now()));
        } else {
            errors.println(NAME + ": " + Printable.text(message));
            if (debug) {
                trace(failure)
                        .lines()
                        .map(line -> line.replace("\t", "    "))
                        .map(Printable::text)
                        .forEach(errors::println);
            }
        }
        errors.flush();
        return failure.exitCode();
    }

    private static String trace(Failure failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    /** What the jar says about itself. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = ServerProgram.class.getPackage().getImplementationVersion();
            return new String[] {NAME + " " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
