package io.micropay.reference.client.command;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be set by an option, by an environment variable, and, but for {@link #CONFIG}, in the configuration file. */
enum Setting {
    SERVER,
    ACCOUNT,
    HOME,
    CONFIG,
    TRUST,
    PASSPHRASE_FILE,
    JSON,
    QUIET,
    VERBOSE,
    DEBUG,
    NO_COLOR;

    /** The key in the configuration file, such as {@code passphrase-file}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The option, such as {@code --passphrase-file}. */
    String option() {
        return "--" + key();
    }

    /** The environment variable, such as {@code MICROPAY_PASSPHRASE_FILE}. */
    String variable() {
        return "MICROPAY_" + name();
    }

    /** The setting that a key of the configuration file stands for. */
    static Optional<Setting> ofKey(String key) {
        return inFiles().filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** The settings that a configuration file may have. */
    static Stream<Setting> inFiles() {
        return Stream.of(values()).filter(setting -> setting != CONFIG);
    }
}
