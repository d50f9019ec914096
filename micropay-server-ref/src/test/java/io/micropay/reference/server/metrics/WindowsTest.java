package io.micropay.reference.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is remembered of the last minutes. */
class WindowsTest {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void payments_areCountedInTheirSecond_andForgottenAfterFiveMinutes() {
        PaymentRate rate = new PaymentRate(clock);
        rate.add();
        rate.add();
        assertThat(rate.lastSeconds())
                .as("the second is not over")
                .containsOnly(0)
                .hasSize(299);
        pass(Duration.ofSeconds(1));
        rate.add();
        pass(Duration.ofSeconds(2));
        assertThat(Arrays.copyOfRange(rate.lastSeconds(), 295, 299)).containsExactly(0, 2, 1, 0);
        pass(Duration.ofMinutes(5));
        assertThat(rate.lastSeconds()).containsOnly(0);
        pass(Duration.ofDays(1));
        assertThat(rate.lastSeconds()).containsOnly(0);
    }

    @Test
    void clockThatIsSetBack_losesNothing() {
        PaymentRate rate = new PaymentRate(clock);
        pass(Duration.ofSeconds(-30));
        rate.add();
        pass(Duration.ofSeconds(31));
        assertThat(rate.lastSeconds()).endsWith(1);
    }

    @Test
    void quantiles_areThoseOfTheLastThousand() {
        RecentLatency latency = new RecentLatency();
        assertThat(latency.quantile(0.5)).isEmpty();
        latency.add(Duration.ofHours(1));
        for (int i = 1000; i >= 1; i--) {
            latency.add(Duration.ofMillis(i));
        }
        assertThat(latency.quantile(0.5)).contains(Duration.ofMillis(500));
        assertThat(latency.quantile(0.99)).contains(Duration.ofMillis(990));
        assertThat(latency.quantile(1)).contains(Duration.ofSeconds(1));
    }

    @Test
    void failureToWrite_counts_untilSomethingIsWritten_orItIsOld() {
        WriteRecord writes = new WriteRecord(clock);
        assertThat(writes.isWritable()).isTrue();
        assertThat(writes.sinceFailure()).isEmpty();
        writes.failed();
        pass(Duration.ofSeconds(3));
        assertThat(writes.isWritable()).isFalse();
        assertThat(writes.sinceFailure()).contains(Duration.ofSeconds(3));
        pass(Duration.ofSeconds(7));
        assertThat(writes.isWritable()).isTrue();
        writes.failed();
        assertThat(writes.isWritable()).isFalse();
        writes.written();
        assertThat(writes.isWritable()).isTrue();
    }
}
