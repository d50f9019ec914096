package io.micropay.ledger;

import io.micropay.model.Bytes;
import io.micropay.model.KeyId;
import java.util.Objects;

/**
 * The public keys that were registered with an account.
 *
 * @param id the id of the account key
 * @param sealingKeyId the id of the key to seal to
 * @param accountKey the account key, as SubjectPublicKeyInfo
 * @param sealingKey the key to seal to, as SubjectPublicKeyInfo
 * @since 0.1
 */
public record AccountKeys(KeyId id, KeyId sealingKeyId, Bytes accountKey, Bytes sealingKey) {
    /**
     * Null-checks every component.
     *
     * @param id the id of the account key
     * @param sealingKeyId the id of the key to seal to
     * @param accountKey the account key, as SubjectPublicKeyInfo
     * @param sealingKey the key to seal to, as SubjectPublicKeyInfo
     */
    public AccountKeys {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sealingKeyId, "sealingKeyId");
        Objects.requireNonNull(accountKey, "accountKey");
        Objects.requireNonNull(sealingKey, "sealingKey");
    }
}
