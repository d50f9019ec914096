package io.micropay.model;

import java.util.Objects;

/**
 * Somebody who is online: the account and where its endpoint listens.
 *
 * @param account the account
 * @param host the IP address as the server sees it
 * @param port the port of its peer endpoint, 1 to 65535
 * @since 0.1
 */
public record Peer(AccountId account, String host, int port) {
    private static final int MAX_PORT = 65_535;

    /**
     * Checks the port.
     *
     * @param account the account
     * @param host the IP address as the server sees it
     * @param port the port of its peer endpoint, 1 to 65535
     * @throws IllegalArgumentException if {@code port} is none
     */
    public Peer {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
    }

    /** The text form of the manual, such as {@code alice#127.0.0.1#9001}. */
    @Override
    public String toString() {
        return account + "#" + host + "#" + port;
    }
}
