/**
 * What a client has seen, in a file that survives it.
 */
@NullMarked
package io.micropay.crashtest.record;

import org.jspecify.annotations.NullMarked;
