package io.micropay.internal.session;

import io.micropay.event.ServerListener;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.AccountStore;
import java.net.InetSocketAddress;
import java.time.Clock;

/**
 * What a server is started with.
 *
 * @param keys the server key
 * @param store the ledger's store, which stays the caller's to close
 * @param address where to listen; port 0 for any free one
 * @param userLimit how many clients have a place at once
 * @param openingBalance what a new account gets
 * @param currency how to show amounts
 * @param listener who is told
 * @param clock the server's time
 * @param limits the bounds
 */
public record ServerSettings(
        KeyMaterial keys,
        AccountStore store,
        InetSocketAddress address,
        int userLimit,
        long openingBalance,
        Currency currency,
        ServerListener listener,
        Clock clock,
        Limits limits) {
    /**
     * How to show amounts; the ledger itself counts its smallest unit.
     *
     * @param code such as {@code USD}
     * @param decimals how many of the digits are behind the point
     */
    public record Currency(String code, int decimals) {}
}
