package io.micropay.internal.crypto;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A TLS handshake in which both sides present a certificate: TLS 1.3 with a protocol agreed upon by ALPN, or what the
 * classic dialect takes, which is older than either.
 *
 * @param socket the TLS socket, ready for use
 * @param peerCertificate the certificate that the other side has shown
 * @param peerKey the key that the other side proved to own
 */
public record TlsHandshake(SSLSocket socket, X509Certificate peerCertificate, PublicKeyHandle peerKey) {
    /** Those that keep secrets for good. Without this, the key that signs would also be one to decrypt with, in TLS 1.2. */
    private static final String[] CLASSIC_SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
    };

    /** Which side of a handshake one is. */
    public enum Role {
        /** The side that connects. */
        CLIENT,
        /** The side that accepts. */
        SERVER
    }

    /**
     * Does the handshake over a connected socket. The caller bounds its time, and closes the socket if it fails.
     *
     * @throws AuthenticationException if the other side's key is not the one that was meant
     * @throws ProtocolException if the other side does not speak TLS 1.3 and this protocol
     * @throws IOException if the connection broke
     */
    public static TlsHandshake over(Socket raw, SSLContext context, String protocol, Role role) throws IOException {
        return shake(layer(raw, context, role), protocol);
    }

    /** Does the handshake with a client whose first message has been read, as {@link #over} does. */
    public static TlsHandshake with(Incoming client, SSLContext context, String protocol) throws IOException {
        return shake(layer(client, context), protocol);
    }

    private static TlsHandshake shake(SSLSocket tls, String protocol) throws IOException {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setApplicationProtocols(new String[] {protocol});
        tls.setSSLParameters(parameters);
        try {
            tls.startHandshake();
            if (!protocol.equals(tls.getApplicationProtocol())) {
                throw new ProtocolException(
                        StatusCode.VERSION_UNSUPPORTED, "the other side does not speak " + protocol);
            }
            return of(tls);
        } catch (SSLException e) {
            throw explain(e, "TLS 1.3 connection for " + protocol);
        }
    }

    private static TlsHandshake of(SSLSocket tls) throws SSLException {
        X509Certificate certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
        return new TlsHandshake(tls, certificate, PublicKeyHandle.of(certificate));
    }

    /**
     * Does the handshake of the classic dialect over a connected socket: no server name, and no ALPN unless something is to be
     * found out by it. The caller bounds its time, and closes the socket if it fails.
     *
     * @param offered what to offer or accept; which protocol was chosen, {@link #socket} tells
     * @throws AuthenticationException if the other side's certificate is not acceptable
     * @throws ProtocolException if the other side does not speak TLS, or does not like our certificate
     * @throws IOException if the connection broke
     */
    public static TlsHandshake classic(Socket raw, SSLContext context, Role role, ClassicOffer offered)
            throws IOException {
        return shake(layer(raw, context, role), offered);
    }

    /** Does the handshake of the classic dialect with a client whose first message has been read. */
    public static TlsHandshake classic(Incoming client, SSLContext context, ClassicOffer accepted) throws IOException {
        return shake(layer(client, context), accepted);
    }

    private static TlsHandshake shake(SSLSocket tls, ClassicOffer offered) throws IOException {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(offered.versions().toArray(String[]::new));
        parameters.setCipherSuites(CLASSIC_SUITES);
        parameters.setApplicationProtocols(offered.protocols().toArray(String[]::new));
        parameters.setServerNames(List.of());
        tls.setSSLParameters(parameters);
        try {
            tls.startHandshake();
            return of(tls);
        } catch (SSLException e) {
            throw explain(e, "TLS connection for the classic dialect");
        }
    }

    /**
     * What a handshake of the classic dialect offers.
     *
     * @param versions the versions of TLS
     * @param protocols the protocols of ALPN, none to leave ALPN out
     */
    public record ClassicOffer(List<String> versions, List<String> protocols) {
        /** What the dialect is spoken over. */
        public static final ClassicOffer USUAL = new ClassicOffer(List.of("TLSv1.3", "TLSv1.2"), List.of());

        /** The older version, in which a client that is through with its handshake knows that it was accepted. */
        public static final ClassicOffer CONFIRMED = new ClassicOffer(List.of("TLSv1.2"), List.of());
    }

    private static SSLSocket layer(Socket raw, SSLContext context, Role role) throws IOException {
        InetSocketAddress remote = (InetSocketAddress) raw.getRemoteSocketAddress();
        String host = remote.getAddress().getHostAddress();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, host, remote.getPort(), true);
        tls.setUseClientMode(role == Role.CLIENT);
        tls.setNeedClientAuth(role == Role.SERVER);
        return tls;
    }

    private static SSLSocket layer(Incoming client, SSLContext context) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client.raw(), client.consumed(), true);
        tls.setNeedClientAuth(true);
        return tls;
    }

    /** What our own judge threw is the reason, wherever TLS has wrapped it. */
    private static MicropayException explain(SSLException failure, String what) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MicropayException known) {
                return known;
            }
        }
        return new ProtocolException(
                StatusCode.VERSION_UNSUPPORTED, "no " + what + " came about: " + failure.getMessage(), failure);
    }
}
