/**
 * The terminal: lines out, answers in, whatever it is that stands behind standard input and output.
 *
 * <p>Everything that is printed is escaped here, so that no text from outside can play tricks on a terminal.
 */
@NullMarked
package io.micropay.reference.client.screen;

import org.jspecify.annotations.NullMarked;
