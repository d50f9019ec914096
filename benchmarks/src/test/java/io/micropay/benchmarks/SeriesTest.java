package io.micropay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void ratio_comparesRoundByRound() {
        Series ratio = Series.ratio("a/b", series(100, 30, 4), series(100, 10, 2));

        assertThat(ratio.median()).isEqualTo(2);
        assertThat(ratio.min()).isEqualTo(1);
        assertThat(ratio.max()).isEqualTo(3);
    }

    @Test
    void without_leavesOutTheFirstRounds() {
        assertThat(series(100, 30, 4).without(1).max()).isEqualTo(30);
    }

    private static Series series(double... values) {
        Series series = new Series("a", "");
        for (double value : values) {
            series.add(value);
        }
        return series;
    }
}
