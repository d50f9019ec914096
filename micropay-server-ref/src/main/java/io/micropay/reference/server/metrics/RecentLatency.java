package io.micropay.reference.server.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How long the last requests took to be durable. Safe for use by several threads. */
final class RecentLatency {
    /** How many it remembers. */
    static final int REMEMBERED = 1000;

    private final long[] nanos = new long[REMEMBERED];
    private long added;

    synchronized void add(Duration latency) {
        nanos[(int) (added++ % REMEMBERED)] = latency.toNanos();
    }

    /** That which the given share of them did not exceed; empty if there is none. */
    Optional<Duration> quantile(double share) {
        long[] sorted = remembered();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        Arrays.sort(sorted);
        int place = (int) Math.ceil(share * sorted.length) - 1;
        return Optional.of(Duration.ofNanos(sorted[Math.max(0, place)]));
    }

    private synchronized long[] remembered() {
        return Arrays.copyOf(nanos, (int) Math.min(added, REMEMBERED));
    }
}
