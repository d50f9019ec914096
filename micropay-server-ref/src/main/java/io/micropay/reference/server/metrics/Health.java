package io.micropay.reference.server.metrics;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether the server can do its work.
 *
 * @param isAccepting whether it takes new connections
 * @param isReadable whether the last look at the ledger succeeded, not long ago
 * @param isWritable false if requests could not be written a moment ago, and none has been since
 * @param sinceFailure how long ago requests could not be written; empty if that has never happened
 */
public record Health(boolean isAccepting, boolean isReadable, boolean isWritable, Optional<Duration> sinceFailure) {
    /** Whether all is well. */
    public boolean isWell() {
        return isAccepting && isReadable && isWritable;
    }
}
