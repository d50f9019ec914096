/**
 * What an embedder of the classic dialect meets: the shared directory of certificates, listings, and a listener.
 *
 * <p>The dialect is that of an older program, kept so that its users need not all change on one day. It protects nothing from
 * whoever knows a name: see {@link io.micropay.ClassicClient}. Knows {@code keys}, {@code event}, {@code error} and
 * {@code model}, and is used by the entry points and the sessions.
 */
@NullMarked
package io.micropay.classic;

import org.jspecify.annotations.NullMarked;
