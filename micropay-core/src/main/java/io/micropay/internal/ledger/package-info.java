/**
 * The rules of the ledger, once and pure, and the one writer that applies them in batches over any store.
 *
 * <p>{@link io.micropay.internal.ledger.LedgerRules} decides, {@link io.micropay.internal.ledger.Settlement} commits and
 * signs. Called by the session package.
 */
@NullMarked
package io.micropay.internal.ledger;

import org.jspecify.annotations.NullMarked;
