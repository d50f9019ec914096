/**
 * What the program has to say: one {@code Notice} for people and for machines alike, and {@code LogFormat}, which chooses
 * between the two.
 */
@NullMarked
package io.micropay.reference.server.notice;

import org.jspecify.annotations.NullMarked;
