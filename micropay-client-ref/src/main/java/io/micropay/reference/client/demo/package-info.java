/** The demo: a server, alice and bob in one process, over real loopback TLS and a real ledger, told step by step. */
@NullMarked
package io.micropay.reference.client.demo;

import org.jspecify.annotations.NullMarked;
