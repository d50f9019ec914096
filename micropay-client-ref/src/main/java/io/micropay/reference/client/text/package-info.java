/** How values are written for people, drawn for their cameras, and read from what people type. Pure functions. */
@NullMarked
package io.micropay.reference.client.text;

import org.jspecify.annotations.NullMarked;
