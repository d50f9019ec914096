package io.micropay.classic;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The server's side of TLS as the dialect has it: any version, a client certificate that CA.pem lists, and no names. */
final class ScriptedTls {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private ScriptedTls() {}

    /** A context that believes who is in CA.pem now. */
    static SSLContext context(ScriptedIdentity identity) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", identity.privateKey(), new char[0], new Certificate[] {identity.x509()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), new TrustManager[] {new Listed(read(identity.authorities()))}, null);
        return context;
    }

    /** The server's end on a socket that has been accepted; the handshake is yet to come. */
    static SSLSocket serverSide(SSLContext context, Socket socket) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
        tls.setNeedClientAuth(true);
        return tls;
    }

    private static Set<X509Certificate> read(Path authorities) throws IOException, CertificateException {
        Set<X509Certificate> all = new HashSet<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher pem = PEM.matcher(Files.readString(authorities, StandardCharsets.UTF_8));
        while (pem.find()) {
            byte[] bytes = pem.group().getBytes(StandardCharsets.US_ASCII);
            all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
        }
        return all;
    }

    private static final class Listed extends X509ExtendedTrustManager {
        private final Set<X509Certificate> listed;

        Listed(Set<X509Certificate> listed) {
            this.listed = listed;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            if (!listed.contains(chain[0])) {
                throw new CertificateException("CA.pem does not list " + chain[0].getSubjectX500Principal());
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("this is a server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("this is a server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("this is a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return listed.toArray(new X509Certificate[0]);
        }
    }
}
