package io.micropay.postgresql;

import java.time.Duration;

/**
 * How long to wait for what. The order matters: the database ends what a vanished server has left open (idle) before
 * another one gives up waiting for its turn (lock), which the database tells (statement) before nobody listens (socket).
 *
 * @param connect for a connection, whether from the pool or from the database
 * @param socket for anything that the database has to say
 * @param statement for one statement, as the database counts, which leaves out commits
 * @param lock for the turn to write
 * @param idle for the next statement of a write transaction
 */
record Timeouts(Duration connect, Duration socket, Duration statement, Duration lock, Duration idle) {
    static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10));

    /** For the next query of a view: whoever audits takes time between two pages. */
    static final Duration VIEW_IDLE = Duration.ofMinutes(5);
}
