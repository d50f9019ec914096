package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.TlsHandshake;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A TCP connection after its TLS handshake.
 *
 * @param raw the TCP socket, which can be closed whatever TLS is doing
 * @param tls the TLS socket over it
 * @param peerCertificate the certificate that the other side has shown
 * @param peerKey the key that the other side proved to own
 */
public record TlsSocket(Socket raw, SSLSocket tls, X509Certificate peerCertificate, PublicKeyHandle peerKey) {
    /** The protocol between client and server. */
    static final String SERVER_PROTOCOL = "micropay/1";

    /** The protocol between peers. */
    static final String PEER_PROTOCOL = "micropay-peer/1";

    /**
     * Does the handshake, within its deadline. Closes the socket if it fails.
     *
     * @throws MicropayException if the other side is not who was meant, does not speak this protocol, is too slow or gone
     */
    static TlsSocket handshake(Socket raw, SSLContext context, String protocol, Role role, SessionResources resources) {
        long patience = resources.limits().handshake().toMillis();
        ScheduledFuture<?> deadline =
                resources.timer().schedule(() -> closeQuietly(raw), patience, TimeUnit.MILLISECONDS);
        boolean isDone = false;
        try {
            TlsHandshake handshake = TlsHandshake.over(raw, context, protocol, role);
            isDone = true;
            return new TlsSocket(raw, handshake.socket(), handshake.peerCertificate(), handshake.peerKey());
        } catch (IOException e) {
            throw new ConnectionException(
                    StatusCode.DISCONNECTED, "the connection ended within the handshake: " + e.getMessage(), e);
        } finally {
            deadline.cancel(false);
            if (!isDone) {
                closeQuietly(raw);
            }
        }
    }

    /** Whether the two sides have agreed on a protocol; if not, the other side named none. */
    boolean namesProtocol() {
        return !tls.getApplicationProtocol().isEmpty();
    }

    /** The address of the other side. */
    public InetSocketAddress remote() {
        return (InetSocketAddress) raw.getRemoteSocketAddress();
    }

    /** Ends the connection at once, whatever threads are reading or writing. */
    public void abort() {
        closeQuietly(raw);
    }

    /** Says goodbye in TLS, then ends the connection. */
    public void close() {
        try {
            tls.close();
        } catch (IOException e) {
            abort();
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done for a socket that does not even close.
        }
    }
}
