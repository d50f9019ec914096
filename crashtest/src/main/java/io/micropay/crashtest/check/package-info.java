/**
 * Compares the ledger with itself, and with what the clients have seen.
 */
@NullMarked
package io.micropay.crashtest.check;

import org.jspecify.annotations.NullMarked;
