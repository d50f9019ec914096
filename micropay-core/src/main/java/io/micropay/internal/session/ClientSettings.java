package io.micropay.internal.session;

import io.micropay.event.PeerListener;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KnownKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.outbox.Outbox;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/**
 * What a client is started with.
 *
 * @param server where the server listens
 * @param trust which server to talk to
 * @param sessionKeys the session key
 * @param knownAccounts the account keys that were met before
 * @param outbox where orders are kept until their end is known
 * @param listener who is told
 * @param timeout how long to wait for a reply
 * @param clock the client's time
 * @param random for order ids and seals
 * @param limits the bounds
 */
public record ClientSettings(
        InetSocketAddress server,
        ServerTrust trust,
        KeyMaterial sessionKeys,
        KnownKeys knownAccounts,
        Outbox outbox,
        PeerListener listener,
        Duration timeout,
        Clock clock,
        SecureRandom random,
        Limits limits) {
    /** The server as a person would write it: {@code host:port}. */
    String serverName() {
        return server.getHostString() + ":" + server.getPort();
    }
}
