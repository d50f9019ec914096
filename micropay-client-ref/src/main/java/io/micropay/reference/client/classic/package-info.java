/** The same menu in the classic dialect, for servers and people that speak nothing else yet. */
@NullMarked
package io.micropay.reference.client.classic;

import org.jspecify.annotations.NullMarked;
