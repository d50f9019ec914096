package io.micropay.internal.classic;

import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicListener;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;

/**
 * What a client is started with.
 *
 * @param server where the server listens
 * @param certificates the shared directory
 * @param id what the own certificate is told apart by
 * @param listener who is told
 * @param timeout how long to wait for a reply
 * @param clock the client's time
 * @param limits the bounds
 */
public record ClassicSettings(
        InetSocketAddress server,
        ClassicCertificates certificates,
        String id,
        ClassicListener listener,
        Duration timeout,
        Clock clock,
        ClassicLimits limits) {}
