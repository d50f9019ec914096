package io.micropay.model;

import java.util.Objects;

/**
 * Everything that a stranger needs to check a session: the public keys and the grant that ties them together.
 *
 * <p>An instance proves nothing by existing. Micropay verifies a credential where it enters: that the grant's signature
 * is by the account key, and that the keys have the ids that the grant names.
 *
 * @param grant the decoded grant
 * @param statement the signed bytes of the grant
 * @param signature the account key's signature over it
 * @param accountKey the account's public key, as SubjectPublicKeyInfo
 * @param sessionKey the session's public key, as SubjectPublicKeyInfo
 * @param sealingKey the public key for sealing, as SubjectPublicKeyInfo
 * @since 0.1
 */
public record Credential(
        SessionGrant grant,
        Bytes statement,
        BatchSignature signature,
        Bytes accountKey,
        Bytes sessionKey,
        Bytes sealingKey) {
    /**
     * Null-checks every component.
     *
     * @param grant the decoded grant
     * @param statement the signed bytes of the grant
     * @param signature the account key's signature over it
     * @param accountKey the account's public key, as SubjectPublicKeyInfo
     * @param sessionKey the session's public key, as SubjectPublicKeyInfo
     * @param sealingKey the public key for sealing, as SubjectPublicKeyInfo
     */
    public Credential {
        Objects.requireNonNull(grant, "grant");
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(accountKey, "accountKey");
        Objects.requireNonNull(sessionKey, "sessionKey");
        Objects.requireNonNull(sealingKey, "sealingKey");
    }
}
