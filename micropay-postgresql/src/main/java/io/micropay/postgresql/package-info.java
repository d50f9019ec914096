/**
 * A ledger in a PostgreSQL database, which several server processes can share.
 *
 * <p>{@link io.micropay.postgresql.PostgresAccountStore} is the store; {@link io.micropay.postgresql.PostgresLogin} says as
 * whom it connects. Called by programs that keep their ledger in a database rather than in a file.
 */
@NullMarked
package io.micropay.postgresql;

import org.jspecify.annotations.NullMarked;
