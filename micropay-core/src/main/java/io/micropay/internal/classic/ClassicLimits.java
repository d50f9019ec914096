package io.micropay.internal.classic;

import java.time.Duration;

/**
 * The bounds of a connection in the classic dialect.
 *
 * @param handshake how long connecting and the TLS handshake may take, when nobody has to wait for a place
 * @param place how long a server may take to answer while its places are taken. Long, because the server of old does not get
 *     over a connection that has gone when its turn comes
 * @param wholeBlock how long a block may take from its first byte to its last, and a write until it is taken
 * @param parting how long to wait for a goodbye
 */
public record ClassicLimits(Duration handshake, Duration place, Duration wholeBlock, Duration parting) {
    /** The defaults. */
    public static final ClassicLimits DEFAULT = new ClassicLimits(
            Duration.ofSeconds(10), Duration.ofMinutes(30), Duration.ofSeconds(30), Duration.ofSeconds(2));
}
