/**
 * Starts the processes, kills them, starts them again, and has everything checked.
 */
@NullMarked
package io.micropay.crashtest.run;

import org.jspecify.annotations.NullMarked;
