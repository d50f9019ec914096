/**
 * Batch signatures, sealing and TLS contexts: beside {@code io.micropay.keys} the only home of {@code java.security} and
 * {@code javax.crypto}.
 *
 * <p>Works on bytes; does not know messages. Called by the ledger and session packages and by the entry points.
 */
@NullMarked
package io.micropay.internal.crypto;

import org.jspecify.annotations.NullMarked;
