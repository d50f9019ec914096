package io.micropay.internal.crypto;

import io.micropay.error.MicropayException;
import io.micropay.keys.RsaKeys;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Judges the other side's certificate: its key has to keep the bounds, and the caller's check has to accept it. */
final class KeyJudge extends X509ExtendedTrustManager {
    private final Consumer<X509Certificate> judge;

    KeyJudge(Consumer<X509Certificate> judge) {
        this.judge = judge;
    }

    private void judge(X509Certificate[] chain) throws CertificateException {
        try {
            RsaKeys.check(chain[0].getPublicKey());
            judge.accept(chain[0]);
        } catch (MicropayException | IllegalArgumentException e) {
            throw new CertificateException(e.getMessage(), e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        judge(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        judge(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        judge(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        judge(chain);
    }

    /** No authorities: certificates vouch for themselves. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
