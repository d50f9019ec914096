/** How values are written for people, and read from what people type. Pure functions. */
@NullMarked
package io.micropay.reference.client.text;

import org.jspecify.annotations.NullMarked;
