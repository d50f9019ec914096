package io.micropay.event;

import io.micropay.model.StatusCode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Requests that a server has written to its ledger together: orders, captures, registrations, logins and whatever else
 * changes it.
 *
 * @param latencies for each request, how long it took from being queued for the ledger to being durable; never empty
 * @param outcomes what was decided of orders and holds, one status for each, in the order of the journal: settlements, final
 *     rejections, voidings, ends of holds; not what had been decided before, nor an expiry that a capture past its time has
 *     brought about
 * @param writing how long it took to write them: to read what they touch, decide, sign and commit
 * @param committing how much of that was the store's commit; zero if there was nothing to commit, or if its answer was lost
 * @since 0.1
 */
public record SettledBatch(List<Duration> latencies, List<StatusCode> outcomes, Duration writing, Duration committing) {
    /**
     * Copies the list.
     *
     * @param latencies for each request, how long it took from being queued for the ledger to being durable; never empty
     * @param outcomes what was decided of orders and holds, one status for each, in the order of the journal: settlements,
     *     final rejections, voidings, ends of holds; not what had been decided before, nor an expiry that a capture past its
     *     time has brought about
     * @param writing how long it took to write them: to read what they touch, decide, sign and commit
     * @param committing how much of that was the store's commit; zero if there was nothing to commit, or if its answer was
     *     lost
     * @throws IllegalArgumentException if there is no request
     */
    public SettledBatch {
        latencies = List.copyOf(latencies);
        outcomes = List.copyOf(outcomes);
        Objects.requireNonNull(writing, "writing");
        Objects.requireNonNull(committing, "committing");
        if (latencies.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one request");
        }
    }

    /**
     * How many requests were written.
     *
     * @return 1 or more
     */
    public int size() {
        return latencies.size();
    }
}
