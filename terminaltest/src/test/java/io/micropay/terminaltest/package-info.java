/** Whole sessions at pseudo-terminals: what a person types, and what is on the screen then. */
@NullMarked
package io.micropay.terminaltest;

import org.jspecify.annotations.NullMarked;
