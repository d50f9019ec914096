package io.micropay.reference.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.model.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Option, then environment, then file, then default. */
class SettingsTest {
    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(home.resolve("config"), "account=of-file\nquiet=true\n");
    }

    private Settings settings(Map<Setting, String> options, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("MICROPAY_HOME", home.toString());
        return Settings.of(options, all);
    }

    @Test
    void account_isTakenFromTheFirstThatHasIt() {
        Map<Setting, String> option = Map.of(Setting.ACCOUNT, "of-option");
        Map<String, String> variable = Map.of("MICROPAY_ACCOUNT", "of-variable");

        assertThat(settings(option, variable).account()).isEqualTo(new AccountId("of-option"));
        assertThat(settings(Map.of(), variable).account()).isEqualTo(new AccountId("of-variable"));
        assertThat(settings(Map.of(), Map.of()).account()).isEqualTo(new AccountId("of-file"));
        assertThat(settings(Map.of(), Map.of("MICROPAY_ACCOUNT", "")).account()).isEqualTo(new AccountId("of-file"));
    }

    @Test
    void switches_areTrueOrFalse_everywhere() {
        assertThat(settings(Map.of(), Map.of()).isQuiet()).isTrue();
        assertThat(settings(Map.of(), Map.of("MICROPAY_QUIET", "false")).isQuiet())
                .isFalse();
        assertThat(settings(Map.of(Setting.QUIET, "true"), Map.of("MICROPAY_QUIET", "false"))
                        .isQuiet())
                .isTrue();
        assertThat(settings(Map.of(), Map.of()).isJson()).isFalse();
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() ->
                        settings(Map.of(), Map.of("MICROPAY_QUIET", "yes")).isQuiet())
                .withMessage("MICROPAY_QUIET yes: neither true nor false");
    }

    @Test
    void file_canBeAnother() throws IOException {
        Path other = Files.writeString(home.resolve("other"), "account=of-another-file\n");

        assertThat(settings(Map.of(Setting.CONFIG, other.toString()), Map.of()).account())
                .isEqualTo(new AccountId("of-another-file"));
        assertThat(settings(Map.of(), Map.of("MICROPAY_CONFIG", other.toString()))
                        .account())
                .isEqualTo(new AccountId("of-another-file"));
    }

    @Test
    void file_thatWasNamedAndIsMissing_isRefused() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> settings(Map.of(Setting.CONFIG, "no-such-file"), Map.of()))
                .withMessageContaining("no-such-file");
    }

    @Test
    void file_withAKeyThatDoesNotExist_isRefused() throws IOException {
        Files.writeString(file, "config=another\n");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> settings(Map.of(), Map.of()))
                .withMessageContaining("no such key 'config' in " + file);
    }

    @Test
    void file_withThePassphrase_isRefused() throws IOException {
        Files.writeString(file, "passphrase=secret\n");

        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> settings(Map.of(), Map.of()))
                .withMessageContaining("a passphrase does not belong there");
    }

    @Test
    void server_thatNobodyNamed_isAskedFor() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> settings(Map.of(), Map.of()).server())
                .withMessageContainingAll("--server", "MICROPAY_SERVER", file.toString());
    }

    @Test
    void value_thatMakesNoSense_isToldWithItsPlace() {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() ->
                        settings(Map.of(Setting.SERVER, "somewhere"), Map.of()).server())
                .withMessageStartingWith("--server somewhere: not HOST:PORT");
    }
}
