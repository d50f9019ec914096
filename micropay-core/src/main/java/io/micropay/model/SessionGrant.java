package io.micropay.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What an account key says at login: at this server, from then until then, that session key speaks for me.
 *
 * @param serverKey the only server for which the grant holds
 * @param account the account
 * @param sessionKey the session key that may sign orders and open connections for it
 * @param sealingKey the key with which to seal what only this account may read
 * @param from the first moment, in whole milliseconds
 * @param until the last moment
 * @since 0.1
 */
public record SessionGrant(
        KeyId serverKey, AccountId account, KeyId sessionKey, KeyId sealingKey, Instant from, Instant until) {
    /**
     * Null-checks every component.
     *
     * @param serverKey the only server for which the grant holds
     * @param account the account
     * @param sessionKey the session key that may sign orders and open connections for it
     * @param sealingKey the key with which to seal what only this account may read
     * @param from the first moment, in whole milliseconds
     * @param until the last moment
     */
    public SessionGrant {
        Objects.requireNonNull(serverKey, "serverKey");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(sessionKey, "sessionKey");
        Objects.requireNonNull(sealingKey, "sealingKey");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
    }

    /**
     * Whether a moment lies within the grant.
     *
     * @param moment the moment
     * @return true from {@code from} up to and including {@code until}
     */
    public boolean covers(Instant moment) {
        return !moment.isBefore(from) && !moment.isAfter(until);
    }
}
