/**
 * Shows the numbers of {@code metrics} over plain HTTP: to Prometheus, to whoever asks for the server's health, and on a page
 * for people. {@code StatusServer} is the way in. Reads only, and waits for no ledger.
 */
@NullMarked
package io.micropay.reference.server.web;

import org.jspecify.annotations.NullMarked;
