package io.micropay.classic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * A key pair of somebody who speaks the classic dialect, as files.
 *
 * @param key the private key, PKCS#8 in PEM without a passphrase
 * @param certificate the self-signed certificate in PEM
 * @param authorities {@code CA.pem}: whom this one believes
 */
public record ScriptedIdentity(Path key, Path certificate, Path authorities) {
    /** The private key. */
    public RSAPrivateKey privateKey() {
        try {
            String pem = Files.readString(key, StandardCharsets.US_ASCII);
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(key + " is no PKCS#8 key", e);
        }
    }

    /** The certificate. */
    public X509Certificate x509() {
        try (InputStream pem = Files.newInputStream(certificate)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new AssertionError(certificate + " is no certificate", e);
        }
    }
}
