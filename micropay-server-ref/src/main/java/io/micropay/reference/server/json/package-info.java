/** Writes JSON, one object on one line, for the log and for the status page. Knows nobody. */
@NullMarked
package io.micropay.reference.server.json;

import org.jspecify.annotations.NullMarked;
