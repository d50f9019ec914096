package io.micropay.reference.client.command;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that commands have in common. They may stand before the command or after it. */
public final class CommonOptions {
    @Option(
            names = "--server",
            paramLabel = "HOST:PORT",
            scope = ScopeType.INHERIT,
            description = "Where the server is, such as pay.example.org:8888 or [::1]:8888.")
    private @Nullable String server;

    @Option(names = "--account", paramLabel = "NAME", scope = ScopeType.INHERIT, description = "The account that acts.")
    private @Nullable String account;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where wallets, known keys, undecided orders, links and receipts are. Default: ~/.micropay")
    private @Nullable String home;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "A file with settings, such as account=alice. Default: config in the home directory")
    private @Nullable String config;

    @Option(
            names = "--trust",
            paramLabel = "FILE|SHA256:...",
            scope = ScopeType.INHERIT,
            description =
                    "The server's certificate, or the fingerprint of its key. Without it, the key that the server "
                            + "shows at the first meeting is remembered, and no other is accepted later.")
    private @Nullable String trust;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Take the passphrase of the wallets from the first line of a file. Default: "
                    + "MICROPAY_PASSPHRASE, or ask")
    private @Nullable String passphraseFile;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Write a JSON object on one line for each result, and for a failure too.")
    private @Nullable Boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Write only results and errors.")
    private @Nullable Boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Print each message that is sent or received.")
    private @Nullable Boolean verbose;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print a stack trace with each failure.")
    private @Nullable Boolean debug;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours. NO_COLOR=1 does the same.")
    private @Nullable Boolean noColour;

    /**
     * What was chosen, here or elsewhere.
     *
     * @return the settings
     * @throws CommandFailure if the configuration file cannot be read
     */
    public Settings settings() {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        put(options, Setting.SERVER, server);
        put(options, Setting.ACCOUNT, account);
        put(options, Setting.HOME, home);
        put(options, Setting.CONFIG, config);
        put(options, Setting.TRUST, trust);
        put(options, Setting.PASSPHRASE_FILE, passphraseFile);
        put(options, Setting.JSON, json);
        put(options, Setting.QUIET, quiet);
        put(options, Setting.VERBOSE, verbose);
        put(options, Setting.DEBUG, debug);
        put(options, Setting.NO_COLOR, noColour);
        return Settings.of(options, System.getenv());
    }

    /** Whether JSON was asked for on the command line. */
    boolean isJson() {
        return Boolean.TRUE.equals(json);
    }

    /** Whether stack traces were asked for on the command line. */
    boolean isDebug() {
        return Boolean.TRUE.equals(debug);
    }

    private static void put(Map<Setting, String> options, Setting setting, @Nullable Object value) {
        if (value != null) {
            options.put(setting, value.toString());
        }
    }
}
