/**
 * The server's side of the classic dialect, over the ledger, the directory and the places that all dialects share. Its
 * accounts are hosted: the server signs their orders, so that the rules of the ledger know nothing of the dialect.
 *
 * <p>Nobody but the entry point that switches it on knows this package.
 */
@NullMarked
package io.micropay.internal.classic.server;

import org.jspecify.annotations.NullMarked;
