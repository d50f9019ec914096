/**
 * Where a payer keeps the orders that have left it, until it knows how they ended. Bytes by name: what they mean is not
 * this package's business.
 *
 * <p>{@link io.micropay.outbox.Outbox} is what an embedder may replace; {@link io.micropay.outbox.FileOutbox} is ready to
 * use. Called by the session that pays and, to open and close it, by the embedder.
 */
@NullMarked
package io.micropay.outbox;

import org.jspecify.annotations.NullMarked;
