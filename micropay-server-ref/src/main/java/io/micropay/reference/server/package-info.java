/**
 * The reference server: a thin command line around {@link io.micropay.MicropayServer}. Start reading at
 * {@code ReferenceServer}, which is the server in a page; everything else is options, questions and lines.
 *
 * <p>A program, not a library: nobody calls what is in here.
 */
@NullMarked
package io.micropay.reference.server;

import org.jspecify.annotations.NullMarked;
