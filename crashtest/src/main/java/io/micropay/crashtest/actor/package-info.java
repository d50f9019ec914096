/**
 * The programs that get killed: a server and clients, with hooks around what they stand on.
 */
@NullMarked
package io.micropay.crashtest.actor;

import org.jspecify.annotations.NullMarked;
