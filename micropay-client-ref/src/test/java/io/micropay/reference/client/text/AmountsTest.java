package io.micropay.reference.client.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "+5", "-0", "1e3", "1,000", "1_000", "0x10", ".5", "5.", "١٢", "5 0", "two", "NaN", "$5"
            })
    void parse_ofWhatIsNoPlainNumber_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Amounts("$", 2).parse(text))
                .withMessageContaining("not an amount: '" + text.strip() + "'");
    }

    @Test
    void parse_ofSpacesAroundANumber_ignoresThem() {
        assertThat(Amounts.SMALLEST_UNITS.parse("  2000 ")).isEqualTo(2000);
    }

    @Test
    void withCurrency_ofASign_putsItInFront() {
        assertThat(new Amounts("$", 0).withCurrency(2000)).isEqualTo("$2000");
    }

    @Test
    void withCurrency_ofACode_separatesIt() {
        assertThat(new Amounts("EUR", 2).withCurrency(2000)).isEqualTo("EUR 20.00");
    }
}
