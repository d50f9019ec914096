/**
 * The ledger's rows and the SPI that keeps them: accounts, orders, journal entries, checkpoints, credentials, presence.
 *
 * <p>{@link io.micropay.ledger.AccountStore} is what an embedder may replace. A store holds no rule: it reads and writes
 * sets of rows in transactions. The rules live in one place, above it, and are the same for every store.
 */
@NullMarked
package io.micropay.ledger;

import org.jspecify.annotations.NullMarked;
