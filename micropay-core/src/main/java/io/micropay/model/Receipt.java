package io.micropay.model;

import java.util.Objects;

/**
 * The server-signed proof of an {@link Outcome}. Anyone with the server's certificate can verify it offline.
 *
 * <p>As with {@link SignedOrder}, the statement is what counts, and the outcome is what it decodes to.
 *
 * @param outcome the decoded outcome
 * @param statement the signed bytes
 * @param signature the server's signature; its {@code previous} links it to the checkpoint before
 * @since 0.1
 */
public record Receipt(Outcome outcome, Bytes statement, BatchSignature signature) {
    /**
     * Null-checks every component.
     *
     * @param outcome the decoded outcome
     * @param statement the signed bytes
     * @param signature the server's signature; its {@code previous} links it to the checkpoint before
     */
    public Receipt {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(signature, "signature");
    }
}
