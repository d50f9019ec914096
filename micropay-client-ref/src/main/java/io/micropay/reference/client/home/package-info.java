/** The client's files: wallets, known keys and receipts in its home directory, the session key in {@code certs}. */
@NullMarked
package io.micropay.reference.client.home;

import org.jspecify.annotations.NullMarked;
