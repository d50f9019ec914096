package io.micropay.reference.client.command;

import io.micropay.reference.client.session.ExitCodes;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The file in which somebody keeps settings, in the format of {@link Properties}.
 *
 * @param path where it is, or would be
 * @param values what it says
 */
record ConfigurationFile(Path path, Map<Setting, String> values) {
    ConfigurationFile {
        values = Map.copyOf(values);
    }

    /**
     * Reads a file.
     *
     * @param path where it is
     * @param isWanted whether it is an error if there is none
     * @throws CommandFailure if it cannot be read, or has a key that does not exist
     */
    static ConfigurationFile read(Path path, boolean isWanted) {
        if (!isWanted && Files.notExists(path)) {
            return new ConfigurationFile(path, Map.of());
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCodes.USAGE, "cannot read the configuration file " + path + ": " + reason(e), e);
        }
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        for (String key : properties.stringPropertyNames()) {
            Setting setting = Setting.ofKey(key).orElseThrow(() -> unknown(path, key));
            values.put(setting, properties.getProperty(key).strip());
        }
        return new ConfigurationFile(path, values);
    }

    /** The platform's own message often is just the name of the file. */
    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        return failure instanceof CharacterCodingException ? "it is not UTF-8" : String.valueOf(failure.getMessage());
    }

    private static CommandFailure unknown(Path path, String key) {
        String why = key.equals("passphrase")
                ? "a passphrase does not belong there: use passphrase-file, or MICROPAY_PASSPHRASE"
                : "there are " + Setting.inFiles().map(Setting::key).collect(Collectors.joining(", "));
        return new CommandFailure(ExitCodes.USAGE, "no such key '" + key + "' in " + path + ": " + why);
    }

    /** What the file says about a setting. */
    Optional<String> find(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }
}
