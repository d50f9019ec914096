/**
 * What can go wrong, as exceptions that a caller would tell apart. One unchecked root with a status code.
 *
 * <p>Every package but {@code model} may throw them. Misuse of the API is an {@link IllegalArgumentException} or an
 * {@link IllegalStateException} instead. Futures fail with the same types.
 */
@NullMarked
package io.micropay.error;

import org.jspecify.annotations.NullMarked;
