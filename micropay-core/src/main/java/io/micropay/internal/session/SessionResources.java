package io.micropay.internal.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all connections of one server or one client share.
 *
 * @param limits the bounds
 * @param threads a thread for each task
 * @param timer for deadlines and pings
 */
public record SessionResources(Limits limits, ExecutorService threads, ScheduledExecutorService timer)
        implements AutoCloseable {
    /** Fresh ones. */
    public static SessionResources create(Limits limits) {
        return new SessionResources(limits, Threads.perTask(), Threads.timer());
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
