package io.micropay.model;

import java.util.List;
import java.util.Objects;

/**
 * The answer to a list request: one's own balance and who is online.
 *
 * @param account whose balance it is
 * @param balance the balance in the ledger's smallest unit
 * @param online how many accounts are online, oneself included
 * @param peers those accounts, ordered by name; all of them, unless the listing was asked for in pages
 * @since 0.1
 */
public record Listing(AccountId account, long balance, int online, List<Peer> peers) {
    /**
     * Null-checks every component and copies the peers.
     *
     * @param account whose balance it is
     * @param balance the balance in the ledger's smallest unit
     * @param online how many accounts are online, oneself included
     * @param peers those accounts, ordered by name; all of them, unless the listing was asked for in pages
     */
    public Listing {
        Objects.requireNonNull(account, "account");
        peers = List.copyOf(peers);
    }
}
