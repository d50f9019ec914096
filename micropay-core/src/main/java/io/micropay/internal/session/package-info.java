/**
 * Sockets and threads: connections, server, client and peer sessions, the directory of who is online, admission.
 *
 * <p>Brings framing, messages, crypto and settlement together. Called by the entry points in {@code io.micropay} only.
 * Every wait, queue and connection here has a bound.
 */
@NullMarked
package io.micropay.internal.session;

import org.jspecify.annotations.NullMarked;
