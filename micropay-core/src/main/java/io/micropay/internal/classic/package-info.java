/**
 * The classic dialect on the wire: blocks, their texts, TLS as it wants it, and a client that speaks it. The server's side of
 * it stands on the same blocks and texts.
 *
 * <p>Called by the sessions and by the entry points in {@code io.micropay}. Does not know {@code internal.session}: what it
 * needs of threads and timers it is given. Every wait, queue and connection here has a bound.
 */
@NullMarked
package io.micropay.internal.classic;

import org.jspecify.annotations.NullMarked;
