package io.micropay.reference.client.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class AmountsProperties {
    @Property
    void parse_ofWhatWasWritten_isTheAmount(
            @ForAll @LongRange(min = 1) long units, @ForAll @IntRange(max = 18) int decimals) {
        Amounts amounts = new Amounts("$", decimals);

        assertThat(amounts.parse(amounts.plain(units))).isEqualTo(units);
    }

    @Property
    void parse_withFewerDecimals_countsTheMissingOnesAsZero(
            @ForAll @LongRange(min = 1, max = 1_000_000) long whole, @ForAll @IntRange(max = 9) int decimals) {
        long scale = BigInteger.TEN.pow(decimals).longValueExact();

        assertThat(new Amounts("$", decimals).parse(String.valueOf(whole))).isEqualTo(whole * scale);
    }

    @Property
    void parse_ofMoreThanALedgerCanCount_isRefused(
            @ForAll @BigRange(min = "9223372036854775808", max = "999999999999999999999999999999") BigInteger units) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Amounts.SMALLEST_UNITS.parse(units.toString()))
                .withMessageContaining("too large")
                .withMessageContaining(units.toString());
    }

    @Property
    void parse_ofNegativeNumbers_isRefused(@ForAll @LongRange(min = Long.MIN_VALUE, max = -1) long negative) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Amounts.SMALLEST_UNITS.parse(String.valueOf(negative)))
                .withMessageContaining("not an amount")
                .withMessageContaining(String.valueOf(negative));
    }

    @Property
    void parse_ofZero_isRefused(@ForAll("zeros") String zero) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Amounts("$", 2).parse(zero))
                .withMessageContaining("above zero");
    }

    @Provide
    Arbitrary<String> zeros() {
        return Arbitraries.of("0", "00", "0.0", "0.00", "000.0");
    }

    @Property
    void parse_ofTooManyDecimals_isRefused(
            @ForAll @LongRange(min = 1) long units, @ForAll @IntRange(min = 1, max = 18) int decimals) {
        String written = new Amounts("$", decimals).plain(units);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Amounts("$", decimals - 1).parse(written))
                .withMessageContaining("too many decimals");
    }

    @Property
    void parse_ofAnythingElse_isRefusedAndNeverFailsOtherwise(@ForAll String text) {
        Assume.that(!text.strip().matches("[0-9]+"));

        assertThatIllegalArgumentException().isThrownBy(() -> Amounts.SMALLEST_UNITS.parse(text));
    }
}
