/** The client's files: wallets, known keys, payment requests and receipts in its home directory, the session key in {@code certs}. */
@NullMarked
package io.micropay.reference.client.home;

import org.jspecify.annotations.NullMarked;
