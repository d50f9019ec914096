/** One small runnable class for each recipe. The build compiles and runs them all. */
@NullMarked
package io.micropay.examples;

import org.jspecify.annotations.NullMarked;
