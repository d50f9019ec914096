package io.micropay.reference.client;

import io.micropay.classic.ClassicCertificates;
import io.micropay.reference.client.classic.ClassicRun;
import io.micropay.reference.client.command.CommonOptions;
import io.micropay.reference.client.command.ProgramVersion;
import io.micropay.reference.client.command.ServerAddress;
import io.micropay.reference.client.command.Settings;
import io.micropay.reference.client.home.DynamicKey;
import io.micropay.reference.client.home.SharedKey;
import io.micropay.reference.client.menu.ClientRun;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Screens;
import io.micropay.reference.client.session.ClientOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The menu. */
@Command(
        name = ClientCommand.NAME,
        description = "Connects to a server and shows the menu: register, log in, list, pay, ask for money, receipts.",
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

    private static final String NATIVE = "native";
    private static final String CLASSIC = "classic";

    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SERVER_IP",
            description = "Name or address of the server. Without it: --server.")
    private @Nullable String host;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SERVER_PORT", description = "The port where it listens.")
    private @Nullable Integer port;

    @Option(
            names = "--certs",
            paramLabel = "DIR",
            defaultValue = "certs",
            description =
                    "Where the session key is while the program runs; in the classic dialect the directory that the "
                            + "server and all clients share. Default: ${DEFAULT-VALUE}")
    private Path certs = Path.of("");

    @Option(
            names = "--dialect",
            paramLabel = "native|classic",
            defaultValue = NATIVE,
            description =
                    "What to speak. The classic dialect is for servers and people that speak nothing else yet: it "
                            + "protects nothing from whoever knows a name. It needs the server's own directory of certificates, "
                            + "see --certs. Default: ${DEFAULT-VALUE}")
    private String dialect = NATIVE;

    ClientCommand(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        Settings settings = common.settings();
        requireDialect(settings);
        ClientOptions options = settings.client(server(settings));
        return dialect.equals(CLASSIC) ? runClassic(options, settings) : runNative(options, settings);
    }

    private ServerAddress server(Settings settings) {
        if (host == null) {
            return settings.server();
        }
        if (port == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + host + "' is not a command, and a server is its host and its port, such as 127.0.0.1 8888");
        }
        try {
            return new ServerAddress(host, port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "SERVER_PORT: " + e.getMessage(), e);
        }
    }

    private int runClassic(ClientOptions options, Settings settings) {
        SharedKey key = SharedKey.in(ClassicCertificates.in(certs));
        try (Screen screen = Screens.open(settings.wantsColours())) {
            return new ClassicRun(options, screen, key, Clock.systemUTC()).run();
        }
    }

    private int runNative(ClientOptions options, Settings settings) {
        // The key is made while the terminal is looked into.
        DynamicKey key = DynamicKey.create(certs, Clock.systemUTC());
        try (Screen screen = Screens.open(settings.wantsColours())) {
            return new ClientRun(options, screen, key, Clock.systemUTC()).run();
        }
    }

    private void requireDialect(Settings settings) {
        if (!dialect.equals(NATIVE) && !dialect.equals(CLASSIC)) {
            throw new ParameterException(
                    spec.commandLine(), "--dialect is " + NATIVE + " or " + CLASSIC + ", not '" + dialect + "'");
        }
        if (dialect.equals(CLASSIC) && settings.isTrustChosen()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--trust is for the native dialect: in the classic one --certs says whom to trust");
        }
    }
}
