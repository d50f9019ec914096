package io.micropay.crashtest.fault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes, and that somebody sets forward and back. Safe to share between threads. */
final class MovableClock extends Clock {
    private final Clock right = Clock.systemUTC();
    private volatile Duration offset = Duration.ZERO;

    /** How wrong it is from now on. */
    void set(Duration newOffset) {
        offset = newOffset;
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock knows no zones");
    }

    @Override
    public Instant instant() {
        return right.instant().plus(offset);
    }
}
