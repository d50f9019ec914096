/**
 * The rules that hold the packages of micropay-core together, and the proof that each of them can fail. Nothing here is
 * called from anywhere; the sub-packages of {@code planted} hold the violations that the rules must catch.
 */
package io.micropay.architecture;
