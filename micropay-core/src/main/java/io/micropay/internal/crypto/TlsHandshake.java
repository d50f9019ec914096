package io.micropay.internal.crypto;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A TLS 1.3 handshake in which both sides present a certificate and agree on one protocol by ALPN.
 *
 * @param socket the TLS socket, ready for use
 * @param peerKey the key that the other side proved to own
 */
public record TlsHandshake(SSLSocket socket, PublicKeyHandle peerKey) {
    private static final String[] OUR_VERSION = {"TLSv1.3"};
    private static final String[] ANY_VERSION = {"TLSv1.3", "TLSv1.2"};

    /** Which side of a handshake one is. */
    public enum Role {
        /** The side that connects. */
        CLIENT,
        /** The side that accepts. */
        SERVER,
        /** The side that accepts, and also takes those who name no protocol, over TLS 1.2 if they want. */
        SERVER_OF_ANY
    }

    /**
     * Does the handshake over a connected socket. The caller bounds its time, and closes the socket if it fails.
     *
     * @throws AuthenticationException if the other side's key is not the one that was meant
     * @throws ProtocolException if the other side does not speak TLS 1.3 and this protocol
     * @throws IOException if the connection broke
     */
    public static TlsHandshake over(Socket raw, SSLContext context, String protocol, Role role) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) raw.getRemoteSocketAddress();
        String host = remote.getAddress().getHostAddress();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, host, remote.getPort(), true);
        tls.setUseClientMode(role == Role.CLIENT);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(role == Role.SERVER_OF_ANY ? ANY_VERSION : OUR_VERSION);
        parameters.setApplicationProtocols(new String[] {protocol});
        parameters.setNeedClientAuth(role != Role.CLIENT);
        tls.setSSLParameters(parameters);
        try {
            tls.startHandshake();
            if (!isAcceptable(tls, protocol, role)) {
                throw new ProtocolException(
                        StatusCode.VERSION_UNSUPPORTED, "the other side does not speak " + protocol);
            }
            X509Certificate certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
            return new TlsHandshake(tls, PublicKeyHandle.of(certificate));
        } catch (SSLException e) {
            throw explain(e, protocol);
        }
    }

    private static boolean isAcceptable(SSLSocket tls, String protocol, Role role) {
        String agreed = tls.getApplicationProtocol();
        boolean isOurs =
                protocol.equals(agreed) && tls.getSession().getProtocol().equals(OUR_VERSION[0]);
        return isOurs || (agreed.isEmpty() && role == Role.SERVER_OF_ANY);
    }

    /** What our own judge threw is the reason, wherever TLS has wrapped it. */
    private static MicropayException explain(SSLException failure, String protocol) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MicropayException known) {
                return known;
            }
        }
        return new ProtocolException(
                StatusCode.VERSION_UNSUPPORTED,
                "no TLS 1.3 connection for " + protocol + " came about: " + failure.getMessage(),
                failure);
    }
}
