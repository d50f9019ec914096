package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.model.Bytes;
import io.micropay.model.KeyId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final String EXAMPLE = "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo";

    @Test
    void text_ofAnyFingerprint_readsBack() {
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            byte[] digest = new byte[32];
            random.nextBytes(digest);
            Fingerprint fingerprint = new Fingerprint(KeyId.of(Bytes.of(digest)));
            assertThat(Fingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
            assertThat(fingerprint.toString()).hasSize(7 + 43).startsWith("SHA256:");
        }
        assertThat(Fingerprint.parse(EXAMPLE)).hasToString(EXAMPLE);
    }

    /** The last character but one stands for the same digest: a key has one fingerprint, letter for letter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SHA256:",
                "SHA256:AAAA",
                "MD5:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo",
                "sha256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo",
                "uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo",
                "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo=",
                "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQp",
                "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQ",
                "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQoA",
                "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQ!",
                "SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo\n",
                " SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo"
            })
    void parse_ofAnythingElse_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse(text));
    }

    @Test
    void fingerprint_ofACertificate_isThatOfItsKey() {
        assertThat(Fingerprint.of(TestKeys.one().certificate()))
                .isEqualTo(
                        Fingerprint.ofPublicKey(RsaKeys.encoded(TestKeys.one().certificate())))
                .isNotEqualTo(Fingerprint.of(TestKeys.two().certificate()));
    }
}
