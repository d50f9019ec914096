package io.micropay.internal.crypto;

import io.micropay.keys.KeyMaterial;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * TLS contexts in which both sides present a certificate. Who the other side is, is judged by its key: by a check that
 * the caller gives, on top of the bounds that every key has to keep. The handshake proves that it owns the key.
 */
public final class TlsContexts {
    private TlsContexts() {}

    /**
     * Makes a context.
     *
     * @param own the key and certificate to present
     * @param judge returns if the other side's certificate is acceptable, throws if not
     */
    public static SSLContext create(KeyMaterial own, Consumer<X509Certificate> judge) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {new OwnCertificate(own)}, new TrustManager[] {new KeyJudge(judge)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS 1.3", e);
        }
    }
}
