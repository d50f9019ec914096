/**
 * Verifies whole ledgers: every row against the signatures, and against what the rules make of the signed requests.
 *
 * <p>Reads the rows of one view page by page, the journal in the lead, and remembers an account and an open hold each in a
 * small record. Only the root package calls it.
 */
@NullMarked
package io.micropay.internal.audit;

import org.jspecify.annotations.NullMarked;
