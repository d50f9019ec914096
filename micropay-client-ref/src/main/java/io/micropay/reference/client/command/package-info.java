/**
 * The commands for scripts: each does one thing and ends, with its result on standard output, everything else on standard
 * error, and an exit code that says what came of it.
 */
@NullMarked
package io.micropay.reference.client.command;

import org.jspecify.annotations.NullMarked;
