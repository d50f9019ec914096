package io.micropay.internal.crypto;

import java.nio.charset.StandardCharsets;

/** What a signature is about. The context is signed along, so that no signature serves for anything else. */
public enum SigningContext {
    /** Orders, by a payer's session key. */
    ORDER("micropay/1 order"),
    /** Requests to void an order, by a payer's session key. */
    VOID("micropay/1 void"),
    /** Payment requests, by a payee's session key. */
    REQUEST("micropay/1 payment request"),
    /** Captures and releases of holds, by a payee's session key. */
    CAPTURE("micropay/1 capture"),
    /** Session grants, by an account key. */
    GRANT("micropay/1 session grant"),
    /** Registrations, by an account key. */
    REGISTRATION("micropay/1 registration"),
    /** Journal statements, receipts among them, by a server key. */
    CHECKPOINT("micropay/1 checkpoint");

    private final String label;

    SigningContext(String label) {
        this.label = label;
    }

    byte[] label() {
        return label.getBytes(StandardCharsets.US_ASCII);
    }
}
