package io.micropay.ledger;

import io.micropay.model.AccountId;
import java.util.Objects;

/**
 * Whether and where an account is online, for those who look into the store.
 *
 * @param account the account
 * @param online whether it is logged in
 * @param host the IP address of its session; empty if offline
 * @param publicPort the source port of its session; -1 if offline
 * @param peerPort the port of its peer endpoint; -1 if offline
 * @since 0.1
 */
public record Presence(AccountId account, boolean online, String host, int publicPort, int peerPort) {
    /**
     * Null-checks every component.
     *
     * @param account the account
     * @param online whether it is logged in
     * @param host the IP address of its session; empty if offline
     * @param publicPort the source port of its session; -1 if offline
     * @param peerPort the port of its peer endpoint; -1 if offline
     */
    public Presence {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(host, "host");
    }

    /**
     * Nowhere.
     *
     * @param account the account
     * @return its presence when logged out
     */
    public static Presence offline(AccountId account) {
        return new Presence(account, false, "", -1, -1);
    }
}
