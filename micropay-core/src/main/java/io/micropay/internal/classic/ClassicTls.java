package io.micropay.internal.classic;

import io.micropay.classic.ClassicCertificates;
import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.internal.crypto.Incoming;
import io.micropay.internal.crypto.TlsContexts;
import io.micropay.internal.crypto.TlsHandshake;
import io.micropay.internal.crypto.TlsHandshake.ClassicOffer;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.internal.crypto.TypeOne;
import io.micropay.keys.ClassicKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * TLS as the classic dialect wants it: TLS 1.2 or 1.3, no server name, no ALPN, certificates on both sides, and trust in
 * whoever is in the shared directory when the handshake takes place.
 *
 * @param own the key and certificate to present
 * @param certificates whom to trust
 * @param clock by which certificates have to be valid
 * @param timer for deadlines
 */
public record ClassicTls(
        KeyMaterial own, ClassicCertificates certificates, Clock clock, ScheduledExecutorService timer) {
    /**
     * Connects.
     *
     * @param address where to
     * @param offer which versions to offer
     * @param patience how long connecting may take, and then the handshake
     * @throws AuthenticationException if the other side is not in the directory
     * @throws ConnectionException if nobody is there, or the time is over
     * @throws MicropayException if no handshake came about
     */
    public ClassicSocket connect(InetSocketAddress address, ClassicOffer offer, Duration patience) {
        return shake(open(address, patience), Role.CLIENT, offer, patience);
    }

    /** Connects by TCP only. The programs of old do not get over a connection to which no handshake follows. */
    static Socket open(InetSocketAddress address, Duration patience) {
        Socket raw = new Socket();
        try {
            raw.connect(address, Math.toIntExact(patience.toMillis()));
            raw.setTcpNoDelay(true);
            return raw;
        } catch (IOException e) {
            ClassicSocket.closeQuietly(raw);
            throw new ConnectionException(
                    StatusCode.DISCONNECTED,
                    "cannot connect to " + address.getHostString() + ":" + address.getPort() + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Does the handshake with somebody who has connected. Closes the socket if it fails.
     *
     * @param raw the TCP socket
     * @param patience how long it may take
     * @throws AuthenticationException if the other side is not in the directory
     * @throws ConnectionException if the connection broke, or the time is over
     * @throws MicropayException if no handshake came about
     */
    public ClassicSocket accept(Socket raw, Duration patience) {
        return shake(raw, Role.SERVER, ClassicOffer.USUAL, patience);
    }

    /** Does the handshake with somebody who has connected, and whose first message has been read, as the other one does. */
    public ClassicSocket accept(Incoming client, Duration patience) {
        return shake(client.raw(), patience, context -> TlsHandshake.classic(client, context, ClassicOffer.USUAL));
    }

    /** Does the handshake over a socket, and closes it if that fails. */
    ClassicSocket shake(Socket raw, Role role, ClassicOffer offer, Duration patience) {
        return shake(raw, patience, context -> TlsHandshake.classic(raw, context, role, offer));
    }

    /** A handshake. */
    private interface Shaking {
        TlsHandshake shake(SSLContext context) throws IOException;
    }

    private ClassicSocket shake(Socket raw, Duration patience, Shaking shaking) {
        // A context for each connection: a session that is resumed would get past the judge.
        SSLContext context = TlsContexts.create(own, this::judge);
        ScheduledFuture<?> deadline = null;
        boolean isDone = false;
        try {
            deadline =
                    timer.schedule(() -> ClassicSocket.closeQuietly(raw), patience.toMillis(), TimeUnit.MILLISECONDS);
            TlsHandshake handshake = shaking.shake(context);
            isDone = true;
            return new ClassicSocket(raw, handshake.socket(), handshake.peerCertificate());
        } catch (IOException | RejectedExecutionException e) {
            throw new ConnectionException(
                    StatusCode.DISCONNECTED, "the connection ended within the handshake: " + e.getMessage(), e);
        } finally {
            if (deadline != null) {
                deadline.cancel(false);
            }
            if (!isDone) {
                ClassicSocket.closeQuietly(raw);
            }
        }
    }

    /**
     * Judges a certificate: the key has to have the size of a block, and the certificate to be in the directory.
     *
     * @throws AuthenticationException if it is not acceptable
     */
    public void requireTrusted(X509Certificate certificate) {
        requireSize(certificate, "the other side");
        certificates.requireTrusted(certificate, clock);
    }

    /**
     * Judges the size of a key, which is that of a block.
     *
     * @param owner whose certificate it is, for the message
     * @throws AuthenticationException if it is another one
     */
    public static void requireSize(X509Certificate certificate, String owner) {
        int size = TypeOne.blockSize(certificate);
        if (size != ClassicBlock.RSA_SIZE) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED,
                    "the classic dialect needs RSA keys with " + ClassicKeys.BITS + " bits, and " + owner
                            + " has one with " + (size * Byte.SIZE));
        }
    }

    /** A directory that cannot be read is no reason to trust anybody, nor to fail in any other way than by distrust. */
    private void judge(X509Certificate certificate) {
        try {
            requireTrusted(certificate);
        } catch (UncheckedIOException e) {
            throw new AuthenticationException(StatusCode.AUTHENTICATION_FAILED, String.valueOf(e.getMessage()), e);
        }
    }
}
