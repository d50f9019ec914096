/**
 * Keys and trust: where private keys come from, and which public keys to believe.
 *
 * <p>{@link io.micropay.keys.KeyMaterial} is the provider that an embedder may replace; {@link io.micropay.keys.PemKeys},
 * {@link io.micropay.keys.Wallet} and {@link io.micropay.keys.InMemoryKeys} are the ready ones.
 * {@link io.micropay.keys.ServerTrust} decides which server to talk to. Every RSA key has a modulus of 2048 to 4096 bits
 * and the exponent 65537; anything else is refused before use.
 */
@NullMarked
package io.micropay.keys;

import org.jspecify.annotations.NullMarked;
