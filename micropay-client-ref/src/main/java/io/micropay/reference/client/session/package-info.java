/**
 * The conversation with a server that the menu and the commands have in common: connection, login, wallets, passphrases, trust,
 * and what to tell of what happens meanwhile. Knows neither of them.
 */
@NullMarked
package io.micropay.reference.client.session;

import org.jspecify.annotations.NullMarked;
