/** The menu of the manual: greets, asks, does one thing for each choice, and says goodbye. */
@NullMarked
package io.micropay.reference.client.menu;

import org.jspecify.annotations.NullMarked;
