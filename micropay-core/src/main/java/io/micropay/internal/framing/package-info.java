/**
 * Length-prefixed frames: bytes to frames and back, without any idea of what they mean.
 *
 * <p>Called by the session package only. Does not know messages, sockets or keys.
 */
@NullMarked
package io.micropay.internal.framing;

import org.jspecify.annotations.NullMarked;
