/**
 * Proves by force that nothing is lost: kills servers and clients, then compares what everybody has seen with the ledger.
 */
@NullMarked
package io.micropay.crashtest;

import org.jspecify.annotations.NullMarked;
