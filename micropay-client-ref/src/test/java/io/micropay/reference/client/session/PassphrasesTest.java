package io.micropay.reference.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.keys.Passphrase;
import io.micropay.reference.client.ScriptedScreen;
import io.micropay.reference.client.screen.EndOfInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassphrasesTest {
    @TempDir
    private Path directory;

    @Test
    void fresh_typedDifferently_isAskedForAgain() throws EndOfInput, Cancelled {
        ScriptedScreen screen = new ScriptedScreen("secret", "sceret", "secret", "secret");

        assertThat(Passphrases.typed().fresh(screen.screen(), "Passphrase: ")).isEqualTo(Passphrase.ofText("secret"));
        assertThat(screen.output()).contains("the two are not the same").doesNotContain("secret");
    }

    @Test
    void existing_enterAlone_isTheWayOut() {
        assertThatExceptionOfType(Cancelled.class)
                .isThrownBy(() -> Passphrases.typed().existing(new ScriptedScreen("").screen(), "Passphrase: "));
    }

    @Test
    void file_withSeveralLines_isTheFirst() throws IOException, EndOfInput, Cancelled {
        Path file = Files.writeString(directory.resolve("passphrase"), "correct horse\nnot this\n");

        assertThat(Passphrases.file(file).existing(new ScriptedScreen().screen(), "Passphrase: "))
                .isEqualTo(Passphrase.ofText("correct horse"));
    }

    @Test
    void file_thatIsEmpty_isRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("passphrase"), "\n");

        assertThatIllegalArgumentException().isThrownBy(() -> Passphrases.file(file));
    }

    @Test
    void file_thatIsMissing_isNamed() {
        Path file = directory.resolve("missing");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Passphrases.file(file))
                .withMessageContaining(file.toString());
    }
}
