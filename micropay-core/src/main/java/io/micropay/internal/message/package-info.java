/**
 * Messages and signed statements: bytes to records and back. Pure, and strict: every value has one encoding.
 *
 * <p>Called by the session and ledger packages. Does not know frames, sockets or keys. {@code docs/PROTOCOL.md} is the
 * specification; this package follows it, not the other way round.
 */
@NullMarked
package io.micropay.internal.message;

import org.jspecify.annotations.NullMarked;
