/**
 * The other side of the classic dialect, played by the openssl command line and the JDK's own sockets: a client, a payee
 * and a server as the program behaves that we have to get along with. Nothing here uses a class of the library, so that
 * a misreading of the dialect there is not repeated here. Tests of any package may use it.
 */
@NullMarked
package io.micropay.classic;

import org.jspecify.annotations.NullMarked;
