package io.micropay.reference.client;

import io.micropay.classic.ClassicCertificates;
import io.micropay.error.MicropayException;
import io.micropay.keys.ServerTrust;
import io.micropay.reference.client.classic.ClassicRun;
import io.micropay.reference.client.home.DynamicKey;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.home.SharedKey;
import io.micropay.reference.client.menu.ClientRun;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Screens;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.session.Passphrases;
import io.micropay.reference.client.session.Trust;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The menu. */
@Command(
        name = ClientCommand.NAME,
        description = "Connects to a server and shows the menu: register, log in, list, pay, receipts.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also after Ctrl+C",
            "1:any other failure",
            "2:wrong command line",
            "5:cannot connect, or the server was lost",
            "6:the server has another key than the one that is trusted"
        },
        footer = {
            "",
            "Examples:",
            "  micropay client 127.0.0.1 8888",
            "  micropay client pay.example.org 8888 --trust certs/server.crt -v",
            "  micropay client 127.0.0.1 8888 --dialect classic --certs /srv/classic/certs"
        })
final class ClientCommand implements Callable<Integer> {
    static final String NAME = "client";

    private static final String PASSPHRASE_VARIABLE = "MICROPAY_PASSPHRASE";
    private static final String NATIVE = "native";
    private static final String CLASSIC = "classic";
    private static final int MAX_PORT = 65_535;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private ClientProgram program = new ClientProgram();

    @Parameters(paramLabel = "SERVER_IP", description = "Name or address of the server.")
    private String host = "";

    @Parameters(paramLabel = "SERVER_PORT", description = "The port where it listens.")
    private int port;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print each message that is sent or received.")
    private boolean verbose;

    @Option(
            names = "--trust",
            paramLabel = "FILE|SHA256:...",
            description =
                    "The server's certificate, or the fingerprint of its key. Without it, the key that the server "
                            + "shows at the first meeting is remembered, and no other is accepted later.")
    private @Nullable String trust;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = "${env:MICROPAY_HOME:-${sys:user.home}/.micropay}",
            description = "Where wallets, known keys and receipts are. Default: MICROPAY_HOME, or ~/.micropay")
    private Path home = Path.of("");

    @Option(
            names = "--certs",
            paramLabel = "DIR",
            defaultValue = "certs",
            description =
                    "Where the session key is while the program runs; in the classic dialect the directory that the "
                            + "server and all clients share. Default: ${DEFAULT-VALUE}")
    private Path certs = Path.of("");

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Take the passphrase of the wallets from the first line of a file. Default: "
                    + PASSPHRASE_VARIABLE + ", or ask")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--dialect",
            paramLabel = "native|classic",
            defaultValue = NATIVE,
            description =
                    "What to speak. The classic dialect is for servers and people that speak nothing else yet: it "
                            + "protects nothing from whoever knows a name. It needs the server's own directory of certificates, "
                            + "see --certs. Default: ${DEFAULT-VALUE}")
    private String dialect = NATIVE;

    @Option(names = "--no-color", description = "No colours. NO_COLOR=1 does the same.")
    private boolean noColour;

    @Override
    public Integer call() {
        requirePort();
        requireDialect();
        ClientOptions options = new ClientOptions(
                host, port, chosenTrust(), new Home(home.toAbsolutePath()), passphrases(), verbose, program.isDebug());
        return dialect.equals(CLASSIC) ? runClassic(options) : runNative(options);
    }

    private int runClassic(ClientOptions options) {
        SharedKey key = SharedKey.in(ClassicCertificates.in(certs));
        try (Screen screen = Screens.open(wantsColours())) {
            return new ClassicRun(options, screen, key, Clock.systemUTC()).run();
        }
    }

    private int runNative(ClientOptions options) {
        // The key is made while the terminal is looked into.
        DynamicKey key = DynamicKey.create(certs, Clock.systemUTC());
        try (Screen screen = Screens.open(wantsColours())) {
            return new ClientRun(options, screen, key, Clock.systemUTC()).run();
        }
    }

    private void requirePort() {
        if (port < 1 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "SERVER_PORT is 1 to " + MAX_PORT + ", not " + port);
        }
    }

    private void requireDialect() {
        if (!dialect.equals(NATIVE) && !dialect.equals(CLASSIC)) {
            throw new ParameterException(
                    spec.commandLine(), "--dialect is " + NATIVE + " or " + CLASSIC + ", not '" + dialect + "'");
        }
        if (dialect.equals(CLASSIC) && trust != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--trust is for the native dialect: in the classic one --certs says whom to trust");
        }
    }

    private Optional<ServerTrust> chosenTrust() {
        try {
            return Optional.ofNullable(trust).map(Trust::of);
        } catch (IllegalArgumentException | MicropayException | UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), "--trust " + trust + ": " + e.getMessage(), e);
        }
    }

    private Passphrases passphrases() {
        try {
            if (passphraseFile != null) {
                return Passphrases.file(passphraseFile);
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new ParameterException(spec.commandLine(), "--passphrase-file: " + e.getMessage(), e);
        }
        String value = System.getenv(PASSPHRASE_VARIABLE);
        return value == null || value.isEmpty()
                ? Passphrases.typed()
                : Passphrases.environment(PASSPHRASE_VARIABLE, value);
    }

    private boolean wantsColours() {
        String unwanted = System.getenv("NO_COLOR");
        return !noColour && (unwanted == null || unwanted.isEmpty());
    }
}
