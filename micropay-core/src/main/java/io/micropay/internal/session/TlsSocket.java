package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.internal.crypto.Incoming;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.TlsHandshake;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A TCP connection after its TLS handshake.
 *
 * @param raw the TCP socket, which can be closed whatever TLS is doing
 * @param tls the TLS socket over it
 * @param peerKey the key that the other side proved to own
 */
record TlsSocket(Socket raw, SSLSocket tls, PublicKeyHandle peerKey) {
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
        return handshake(raw, resources, () -> TlsHandshake.over(raw, context, protocol, role));
    }

    /** Does the handshake with a client whose first message has been read, as the other one does. */
    static TlsSocket handshake(Incoming client, SSLContext context, String protocol, SessionResources resources) {
        return handshake(client.raw(), resources, () -> TlsHandshake.with(client, context, protocol));
    }

    /** A handshake. */
    private interface Shaking {
        TlsHandshake shake() throws IOException;
    }

    private static TlsSocket handshake(Socket raw, SessionResources resources, Shaking shaking) {
        boolean isDone = false;
        ScheduledFuture<?> deadline = deadline(raw, resources);
        try {
            TlsHandshake handshake = shaking.shake();
            isDone = true;
            return new TlsSocket(raw, handshake.socket(), handshake.peerKey());
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

    /** Closes a socket when the time of a handshake is over, unless it is cancelled. */
    static ScheduledFuture<?> deadline(Socket raw, SessionResources resources) {
        long patience = resources.limits().handshake().toMillis();
        return resources.timer().schedule(() -> closeQuietly(raw), patience, TimeUnit.MILLISECONDS);
    }

    /** The address of the other side. */
    InetSocketAddress remote() {
        return (InetSocketAddress) raw.getRemoteSocketAddress();
    }

    /** Ends the connection at once, whatever threads are reading or writing. */
    void abort() {
        closeQuietly(raw);
    }

    /** Says goodbye in TLS, then ends the connection. */
    void close() {
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
