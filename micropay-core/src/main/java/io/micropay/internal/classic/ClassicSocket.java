package io.micropay.internal.classic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;

/**
 * A TCP connection after its TLS handshake.
 *
 * @param raw the TCP socket, which can be closed whatever TLS is doing
 * @param tls the TLS socket over it
 * @param peer the certificate that the other side proved to own
 */
public record ClassicSocket(Socket raw, SSLSocket tls, X509Certificate peer) {
    /** Where the other side is. */
    public InetSocketAddress remote() {
        return (InetSocketAddress) raw.getRemoteSocketAddress();
    }

    /** Ends the connection at once, whatever threads are reading or writing. */
    public void abort() {
        closeQuietly(raw);
    }

    /** Closes a socket of which nothing more is wanted. */
    public static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done for a socket that does not even close.
        }
    }
}
