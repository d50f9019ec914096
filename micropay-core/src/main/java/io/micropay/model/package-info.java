/**
 * The values that everybody speaks of: accounts, orders, receipts, peers, status codes.
 *
 * <p>Immutable, validated at construction, free of behaviour that needs keys, files or sockets. This package depends on
 * no other package of Micropay; every other package may depend on it.
 */
@NullMarked
package io.micropay.model;

import org.jspecify.annotations.NullMarked;
