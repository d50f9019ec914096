package io.micropay.reference.client.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
    @Test
    void parse_ofANumberAndAUnit_isTheTime() {
        assertThat(Spans.parse("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Spans.parse("30m")).isEqualTo(Duration.ofMinutes(30));
        assertThat(Spans.parse("12h")).isEqualTo(Duration.ofHours(12));
        assertThat(Spans.parse("366d")).isEqualTo(Duration.ofDays(366));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "d", "1w", "-1d", "1.5h", "1 d", "1D", "9999999999d"})
    void parse_ofAnythingElse_saysWhatItShouldBe(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spans.parse(text))
                .withMessage("not a span of time: '" + text + "'. Type a number and its unit, such as 30m, 12h or 7d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "367d", "999999999d"})
    void parse_outOfBounds_saysTheBounds(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spans.parse(text))
                .withMessage("out of bounds: '" + text + "'. A request can be paid for up to 366d");
    }
}
