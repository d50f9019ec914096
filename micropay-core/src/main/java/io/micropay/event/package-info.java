/**
 * What an embedder may listen to: every method has a default that does nothing.
 *
 * <p>Listeners are called on the threads that do the work: they have to be quick. One that throws harms nobody; what it
 * threw is logged.
 */
@NullMarked
package io.micropay.event;

import org.jspecify.annotations.NullMarked;
