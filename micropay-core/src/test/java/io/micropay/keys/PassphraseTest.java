package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PassphraseTest {
    @Test
    void passphrase_ofAnEmptySecret_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Passphrase.of(new char[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Passphrase.ofText(""));
    }

    @Test
    void passphrases_areEqual_exactlyIfTheirSecretsAre() {
        assertThat(Passphrase.ofText("correct horse"))
                .isEqualTo(Passphrase.ofText("correct horse"))
                .hasSameHashCodeAs(Passphrase.ofText("another"))
                .isNotEqualTo(Passphrase.ofText("correct hors"))
                .isNotEqualTo(Passphrase.ofText("correct horsf"))
                .isNotEqualTo("correct horse");
        assertThat(Passphrase.ofText("\ud800")).isNotEqualTo(Passphrase.ofText("?"));
    }

    @Test
    void passphrase_ofAnArray_keepsTheSecretWhenTheArrayIsWiped() {
        char[] typed = "secret".toCharArray();
        Passphrase passphrase = Passphrase.of(typed);
        typed[0] = '\0';

        assertThat(passphrase).isEqualTo(Passphrase.ofText("secret"));
    }

    /** Otherwise a wallet would be saved under a row of zeros. */
    @Test
    void passphrase_afterClose_isOfNoMoreUse() {
        Passphrase passphrase = Passphrase.ofText("secret");
        passphrase.close();
        passphrase.close();

        assertThatIllegalStateException().isThrownBy(() -> TestKeys.wallet().save(Path.of("never.p12"), passphrase));
        assertThat(passphrase).isNotEqualTo(Passphrase.ofText("secret")).hasToString("Passphrase[secret]");
    }

    @Test
    void toString_ofWhateverHoldsASecret_tellsNothingOfIt() {
        assertThat(Passphrase.ofText("open sesame")).hasToString("Passphrase[secret]");
        assertThat(TestKeys.one())
                .hasToString("InMemoryKeys[" + Fingerprint.of(TestKeys.one().certificate()) + "]");
        assertThat(TestKeys.wallet())
                .hasToString("Wallet[" + Fingerprint.of(TestKeys.one().certificate()) + "]");
    }
}
