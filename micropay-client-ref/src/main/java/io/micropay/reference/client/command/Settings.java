package io.micropay.reference.client.command;

import io.micropay.error.MicropayException;
import io.micropay.keys.ServerTrust;
import io.micropay.model.AccountId;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.session.Passphrases;
import io.micropay.reference.client.session.Trust;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What somebody chose, wherever it was said: an option comes before an environment variable, that before the configuration
 * file, and that before the default. A value is looked at when it is needed; one that makes no sense is a
 * {@link CommandFailure} that says where it stands.
 */
public final class Settings {
    private static final String PASSPHRASE_VARIABLE = "MICROPAY_PASSPHRASE";
    private static final String NO_COLOR_VARIABLE = "NO_COLOR";

    private final Map<Setting, String> options;
    private final Map<String, String> environment;
    private final ConfigurationFile file;

    /** A value, and where it stands. */
    private record Given(String text, String place) {
        <T> T read(Function<String, T> reader) {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException | MicropayException | UncheckedIOException e) {
                throw new CommandFailure(ExitCodes.USAGE, place + " " + text + ": " + e.getMessage(), e);
            }
        }
    }

    private Settings(Map<Setting, String> options, Map<String, String> environment, ConfigurationFile file) {
        this.options = options;
        this.environment = environment;
        this.file = file;
    }

    /** Brings together what was chosen; reads the configuration file. */
    static Settings of(Map<Setting, String> options, Map<String, String> environment) {
        Path none = Path.of("");
        Settings withoutFile = new Settings(options, environment, new ConfigurationFile(none, Map.of()));
        Optional<Path> chosen = withoutFile.find(Setting.CONFIG).map(given -> given.read(Path::of));
        Path path = chosen.orElseGet(() -> withoutFile.homeDirectory().resolve("config"));
        return new Settings(options, environment, ConfigurationFile.read(path, chosen.isPresent()));
    }

    private Optional<Given> find(Setting setting) {
        return Optional.ofNullable(options.get(setting))
                .map(text -> new Given(text, setting.option()))
                .or(() -> variable(setting.variable()).map(text -> new Given(text, setting.variable())))
                .or(() -> file.find(setting).map(text -> new Given(text, setting.key() + " in " + file.path())));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private boolean isOn(Setting setting) {
        return find(setting).map(given -> given.read(Settings::parseBoolean)).orElse(false);
    }

    private static boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    private CommandFailure missing(Setting setting, String example) {
        return new CommandFailure(
                ExitCodes.USAGE,
                "no " + setting.key() + ": give " + setting.option() + " " + example + ", or set " + setting.variable()
                        + ", or write " + setting.key() + "=" + example + " into " + file.path());
    }

    /**
     * Where the server is.
     *
     * @return the address
     * @throws CommandFailure if nobody said
     */
    public ServerAddress server() {
        return find(Setting.SERVER)
                .orElseThrow(() -> missing(Setting.SERVER, "HOST:PORT"))
                .read(ServerAddress::parse);
    }

    /** Who acts. */
    AccountId account() {
        return find(Setting.ACCOUNT)
                .orElseThrow(() -> missing(Setting.ACCOUNT, "NAME"))
                .read(AccountId::new);
    }

    private Path homeDirectory() {
        return find(Setting.HOME)
                .map(given -> given.read(Path::of))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".micropay"))
                .toAbsolutePath();
    }

    /** The trust as it was chosen, if it was. */
    Optional<String> chosenTrust() {
        return find(Setting.TRUST).map(Given::text);
    }

    /**
     * Whether somebody chose whom to trust.
     *
     * @return false for trust on first use
     */
    public boolean isTrustChosen() {
        return find(Setting.TRUST).isPresent();
    }

    private Optional<ServerTrust> trust() {
        return find(Setting.TRUST).map(given -> given.read(Trust::of));
    }

    /** A file that is named on the command line comes before the passphrase itself, which can only be in the environment. */
    private Passphrases passphrases() {
        Optional<String> passphrase =
                options.containsKey(Setting.PASSPHRASE_FILE) ? Optional.empty() : variable(PASSPHRASE_VARIABLE);
        if (passphrase.isPresent()) {
            return passphrase(passphrase.get());
        }
        return find(Setting.PASSPHRASE_FILE)
                .map(given -> given.read(path -> Passphrases.file(Path.of(path))))
                .orElseGet(Passphrases::typed);
    }

    /** Unlike other values, this one is not repeated when it makes no sense. */
    private static Passphrases passphrase(String text) {
        try {
            return Passphrases.environment(PASSPHRASE_VARIABLE, text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCodes.USAGE, PASSPHRASE_VARIABLE + ": " + e.getMessage(), e);
        }
    }

    /** Whether results are written as JSON. */
    boolean isJson() {
        return isOn(Setting.JSON);
    }

    /** Whether only results and errors are written. */
    boolean isQuiet() {
        return isOn(Setting.QUIET);
    }

    /** Whether failures are told with a stack trace. */
    boolean isDebug() {
        return isOn(Setting.DEBUG);
    }

    /**
     * Whether colours are wanted, where there are any.
     *
     * @return false also if {@code NO_COLOR} is set
     */
    public boolean wantsColours() {
        return !isOn(Setting.NO_COLOR) && variable(NO_COLOR_VARIABLE).isEmpty();
    }

    /**
     * Everything for a conversation with a server.
     *
     * @param server which
     * @return the options
     * @throws CommandFailure if something makes no sense
     */
    public ClientOptions client(ServerAddress server) {
        return new ClientOptions(
                server.host(),
                server.port(),
                trust(),
                new Home(homeDirectory()),
                passphrases(),
                isOn(Setting.VERBOSE),
                isDebug());
    }
}
