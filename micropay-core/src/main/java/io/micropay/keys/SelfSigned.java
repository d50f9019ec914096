package io.micropay.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes RSA keys with certificates that they sign themselves. */
final class SelfSigned {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The platform signs with RSASSA-PSS too, but bcpkix asks for it by names that only its own provider knows. */
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private static final int SERIAL_BITS = 127;

    /** Clocks differ a little: a certificate is valid from shortly before it was made. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private SelfSigned() {}

    /**
     * What a certificate looks like.
     *
     * @param subject whom it names, and who issues it
     * @param signature the algorithm that signs it, by its name in bcpkix
     */
    record Style(String subject, String signature) {}

    /** With RSASSA-PSS. */
    static InMemoryKeys generate(KeySpec spec, Instant now) {
        Style style = new Style("O=Micropay, CN=" + spec.name(), "SHA256withRSAandMGF1");
        return generate(style, spec.bits(), spec.validity(), now);
    }

    static InMemoryKeys generate(Style style, int bits, Duration validity, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4), RANDOM);
            KeyPair pair = generator.generateKeyPair();
            return InMemoryKeys.of(pair.getPrivate(), List.of(certify(pair, style, validity, now)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static X509Certificate certify(KeyPair pair, Style style, Duration validity, Instant now)
            throws CertificateException {
        X500Name name = new X500Name(style.subject());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, RANDOM),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(validity)),
                name,
                pair.getPublic());
        try {
            ContentSigner signer = new JcaContentSignerBuilder(style.signature())
                    .setProvider(BOUNCY_CASTLE)
                    .build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new CertificateException("cannot sign a certificate", e);
        }
    }
}
