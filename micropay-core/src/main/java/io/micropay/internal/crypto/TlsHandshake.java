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
import java.util.function.Consumer;
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
        SSLSocket tls = layer(raw, context, role, parameters -> {
            parameters.setProtocols(role == Role.SERVER_OF_ANY ? ANY_VERSION : OUR_VERSION);
            parameters.setApplicationProtocols(new String[] {protocol});
        });
        try {
            tls.startHandshake();
            if (!isAcceptable(tls, protocol, role)) {
                throw new ProtocolException(
                        StatusCode.VERSION_UNSUPPORTED, "the other side does not speak " + protocol);
            }
            X509Certificate certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
            return new TlsHandshake(tls, certificate, PublicKeyHandle.of(certificate));
        } catch (SSLException e) {
            throw explain(e, "TLS 1.3 connection for " + protocol);
        }
    }

    private static boolean isAcceptable(SSLSocket tls, String protocol, Role role) {
        String agreed = tls.getApplicationProtocol();
        boolean isOurs =
                protocol.equals(agreed) && tls.getSession().getProtocol().equals(OUR_VERSION[0]);
        return isOurs || (agreed.isEmpty() && role == Role.SERVER_OF_ANY);
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
        SSLSocket tls = layer(raw, context, role, parameters -> {
            parameters.setProtocols(offered.versions().toArray(String[]::new));
            parameters.setApplicationProtocols(offered.protocols().toArray(String[]::new));
            parameters.setServerNames(List.of());
        });
        try {
            tls.startHandshake();
            X509Certificate certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
            return new TlsHandshake(tls, certificate, PublicKeyHandle.of(certificate));
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

    private static SSLSocket layer(Socket raw, SSLContext context, Role role, Consumer<SSLParameters> offer)
            throws IOException {
        InetSocketAddress remote = (InetSocketAddress) raw.getRemoteSocketAddress();
        String host = remote.getAddress().getHostAddress();
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(raw, host, remote.getPort(), true);
        tls.setUseClientMode(role == Role.CLIENT);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setNeedClientAuth(role != Role.CLIENT);
        offer.accept(parameters);
        tls.setSSLParameters(parameters);
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
