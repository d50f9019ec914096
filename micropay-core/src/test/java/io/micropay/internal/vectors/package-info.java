/** The test vectors of {@code docs/vectors}: what makes them, and the test that holds the code to them. */
package io.micropay.internal.vectors;
