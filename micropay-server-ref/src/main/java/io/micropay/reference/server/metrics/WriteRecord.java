package io.micropay.reference.server.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the ledger was written last, and when it last could not be. Safe for use by several threads. */
final class WriteRecord {
    /** Without anything to write there is no telling whether it would work again: a failure counts for this long. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Clock clock;
    private @Nullable Instant failed;
    private boolean isBroken;

    WriteRecord(Clock clock) {
        this.clock = clock;
    }

    synchronized void written() {
        isBroken = false;
    }

    synchronized void failed() {
        failed = clock.instant();
        isBroken = true;
    }

    /** How long ago it could not be written; empty if that has never happened. */
    synchronized Optional<Duration> sinceFailure() {
        return Optional.ofNullable(failed).map(moment -> Duration.between(moment, clock.instant()));
    }

    /** False if it could not be written a moment ago, and has not been since. */
    synchronized boolean isWritable() {
        return !isBroken
                || sinceFailure().filter(age -> age.compareTo(FRESH) < 0).isEmpty();
    }
}
