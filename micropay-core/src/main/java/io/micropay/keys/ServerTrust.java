package io.micropay.keys;

import io.micropay.error.AuthenticationException;
import io.micropay.model.StatusCode;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Decides whether a server is the one that was meant, by its key. There is no way to accept any.
 *
 * <p>Host names are not compared with certificates: the key is the identity. Called once for each connection, within the
 * TLS handshake; must be safe for use by several threads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ServerTrust {
    /**
     * Returns if the server is the right one, throws if not.
     *
     * @param server where the connection leads, as {@code host:port}
     * @param certificate what the server presented; that it owns the key is proved by the handshake
     * @throws AuthenticationException if the key is not the expected one; the message says what to do
     */
    void check(String server, X509Certificate certificate);

    /**
     * Trusts the keys of the certificates in a file, such as {@code certs/server.crt}.
     *
     * @param file a PEM file
     * @return the trust
     * @throws AuthenticationException if the file holds no certificate, or one whose key is out of bounds
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    static ServerTrust certificateFile(Path file) {
        List<X509Certificate> certificates = PemKeys.readCertificates(file);
        try {
            return anyOf(certificates.stream().map(Fingerprint::of).toList());
        } catch (IllegalArgumentException e) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED, "unusable certificate in " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Trusts the key of one certificate.
     *
     * @param certificate the server's certificate
     * @return the trust
     */
    static ServerTrust certificate(X509Certificate certificate) {
        return pinned(Fingerprint.of(certificate));
    }

    /**
     * Trusts one key.
     *
     * @param fingerprint the server's fingerprint, learnt by a way that an attacker does not control
     * @return the trust
     */
    static ServerTrust pinned(Fingerprint fingerprint) {
        return anyOf(List.of(fingerprint));
    }

    /**
     * Trusts the key that a server shows at the first meeting, and only that one ever after.
     *
     * @param known where the keys are remembered, by {@code host:port}
     * @return the trust
     */
    static ServerTrust onFirstUse(KnownKeys known) {
        Objects.requireNonNull(known, "known");
        return (server, certificate) -> known.check(server, presentedBy(server, certificate));
    }

    private static Fingerprint presentedBy(String server, X509Certificate certificate) {
        try {
            return Fingerprint.of(certificate);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED, "unusable key of " + server + ": " + e.getMessage(), e);
        }
    }

    private static ServerTrust anyOf(List<Fingerprint> expected) {
        return (server, certificate) -> {
            Fingerprint presented = presentedBy(server, certificate);
            if (!expected.contains(presented)) {
                String wanted = expected.stream().map(Fingerprint::toString).collect(Collectors.joining(" or "));
                throw new AuthenticationException(
                        StatusCode.AUTHENTICATION_FAILED,
                        "wrong server key: " + server + " presented " + presented + " but " + wanted
                                + " is expected; check the address and the certificate");
            }
        };
    }
}
