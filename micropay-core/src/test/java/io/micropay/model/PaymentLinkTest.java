package io.micropay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that are known, and texts that are none. */
class PaymentLinkTest {
    private static final AccountId BOB = new AccountId("bob");
    private static final Bytes SECRET = Bytes.ofHex("e1fcd6d2ad539f4994528f42df25c6f0");
    private static final String PLAIN = "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A";

    private static PaymentLink link(String memo) {
        return new PaymentLink(BOB, 250, SECRET, Optional.of(memo));
    }

    @Test
    void uri_ofKnownLinks_isAsSpecified() {
        assertThat(new PaymentLink(BOB, 250, SECRET, Optional.empty()).uri()).isEqualTo(PLAIN);
        assertThat(link("coffee").uri()).isEqualTo(PLAIN + "?memo=coffee");
        assertThat(link("2 \u20ac, a+b*c~d/e?f&g=h%").uri())
                .isEqualTo(PLAIN + "?memo=2%20%E2%82%AC%2C%20a%2Bb%2Ac~d%2Fe%3Ff%26g%3Dh%25");
    }

    @Test
    void link_asText_tellsNeitherSecretNorMemo() {
        assertThat(link("coffee")).hasToString("micropay:bob/250");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MICROPAY:", "Micropay:", "micropaY:"})
    void scheme_inAnyCase_isTheSame(String scheme) {
        String text = PLAIN.replace("micropay:", scheme);

        assertThat(PaymentLink.isMeantBy(text)).isTrue();
        assertThat(PaymentLink.parse(text)).isEqualTo(PaymentLink.parse(PLAIN));
    }

    @ParameterizedTest
    @CsvSource({"micropay:, true", "micropay:bob, true", "micropay, false", "bob, false", "xmicropay:bob, false"})
    void isMeantBy_looksAtTheSchemeAlone(String text, boolean meant) {
        assertThat(PaymentLink.isMeantBy(text)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bob",
                "micropay:",
                "http://bob/250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay://bob/250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:/250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:-bob/250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:b%6Fb/250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/0/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/0250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/-250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/+250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/2.50/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/9223372036854775808/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/\u0662\u0665\u0660/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/250",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8AA",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A==",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8+",
                // Bits behind the last byte of the secret.
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8B",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A/",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A#memo",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?Memo=coffee",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=coffee&memo=tea",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=two coffees",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=two+coffees",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=coffee\n",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=caf\u00e9",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=caf%c3%a9",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=%63offee",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=coffee%",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=coffee%2",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=%+1",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=%FF",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=%C0%80",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A?memo=%ED%A0%80",
                " micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A",
                "micropay:bob/250/4fzW0q1Tn0mUUo9C3yXG8A "
            })
    void parse_ofAnythingElse_isRefusedForAPerson(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentLink.parse(text))
                .withMessageStartingWith("not a payment link: ")
                .withMessageNotContainingAny("URLDecoder", "Exception", "\n");
    }

    @Test
    void memo_upToItsBound_isTakenAndReadBack() {
        for (String longest : new String[] {"a".repeat(512), "\u00e4".repeat(256), "\ud83d\ude00".repeat(128)}) {
            assertThat(PaymentLink.parse(link(longest).uri())).isEqualTo(link(longest));
        }
        for (String wrong : new String[] {"", "a".repeat(513), "\u00e4".repeat(257), "\ud83d", "\ude00\ud83d"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> link(wrong)).withMessageContaining("memo");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> PaymentLink.parse(PLAIN + "?memo=" + "a".repeat(513)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaymentLink.parse(PLAIN + "?memo=" + "a".repeat(1 << 20)));
    }

    @Test
    void link_beyondItsBounds_isRefused() {
        for (long amount : new long[] {0, -1, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PaymentLink(BOB, amount, SECRET, Optional.empty()))
                    .withMessageContaining("" + amount);
        }
        for (int size : new int[] {0, 15, 17, 32}) {
            Bytes secret = Bytes.of(new byte[size]);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PaymentLink(BOB, 1, secret, Optional.empty()))
                    .withMessageContaining("" + size);
        }
    }
}
