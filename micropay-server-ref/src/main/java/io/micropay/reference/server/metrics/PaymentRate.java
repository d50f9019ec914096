package io.micropay.reference.server.metrics;

import java.time.Clock;
import java.util.stream.LongStream;

/** How many payments there were in each of the last seconds. Safe for use by several threads. */
final class PaymentRate {
    /** How far back it remembers. */
    static final int SECONDS = 300;

    private final Clock clock;
    private final long[] counts = new long[SECONDS];
    private long newest;

    PaymentRate(Clock clock) {
        this.clock = clock;
        this.newest = clock.instant().getEpochSecond();
    }

    synchronized void add() {
        moveOn();
        counts[place(newest)]++;
    }

    /** The counts of whole seconds, the last one last; the second that is under way is not among them. */
    synchronized long[] lastSeconds() {
        moveOn();
        return LongStream.range(newest - SECONDS + 1, newest)
                .map(second -> counts[place(second)])
                .toArray();
    }

    /** A clock that was set back changes nothing until it has caught up. */
    private void moveOn() {
        long now = clock.instant().getEpochSecond();
        long from = Math.max(newest + 1, now - SECONDS + 1);
        for (long second = from; second <= now; second++) {
            counts[place(second)] = 0;
        }
        newest = Math.max(newest, now);
    }

    private static int place(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
