/**
 * The reference client: a command line over the public API of Micropay, and nothing that an embedder could not do too.
 *
 * <p>This package holds the commands and their options; {@code menu} is the program that a person talks to,
 * {@code demo} the show, {@code home} the files, {@code screen} the terminal and {@code text} how values are written
 * and read. The commands know the menu and the demo; those know {@code home}, {@code screen} and {@code text}.
 */
@NullMarked
package io.micropay.reference.client;

import org.jspecify.annotations.NullMarked;
