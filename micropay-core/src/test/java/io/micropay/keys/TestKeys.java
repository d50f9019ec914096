package io.micropay.keys;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * Throw-away keys, each made once in a run when it is first asked for: making RSA keys is slow.
 *
 * <p>{@link #one} and {@link #two} are good; the others are what the library has to refuse.
 */
public final class TestKeys {
    /** The time at which every certificate here begins. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    private static final Map<String, KeyMaterial> MADE = new ConcurrentHashMap<>();

    private TestKeys() {}

    /** A good key of 2048 bits. */
    public static KeyMaterial one() {
        return made("one", () -> InMemoryKeys.generate(KeySpec.session("one"), CLOCK));
    }

    /** Another good key of 2048 bits. */
    public static KeyMaterial two() {
        return made("two", () -> InMemoryKeys.generate(KeySpec.session("two"), CLOCK));
    }

    /** A good wallet, of the two good keys. */
    public static Wallet wallet() {
        return new Wallet(one(), two());
    }

    /** A modulus of 1024 bits. */
    public static KeyMaterial tooSmall() {
        return made("small", () -> raw("RSA", new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4)));
    }

    /** The exponent 3. */
    public static KeyMaterial exponentThree() {
        return made("three", () -> raw("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F0)));
    }

    /** A key that its own encoding restricts to RSASSA-PSS. */
    public static KeyMaterial pssOnly() {
        return made("pss", () -> raw("RSASSA-PSS", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)));
    }

    /** An elliptic curve key. */
    public static KeyMaterial elliptic() {
        return made("ec", () -> raw("EC", new ECGenParameterSpec("secp256r1")));
    }

    /** Everything that has to be refused. */
    public static List<KeyMaterial> unacceptable() {
        return List.of(tooSmall(), exponentThree(), pssOnly(), elliptic());
    }

    /** Writes a pair as {@link PemKeys} would, without asking whether it is any good. */
    public static void write(Path directory, String name, KeyMaterial key, KeyMaterial certificate) {
        try {
            Files.writeString(
                    directory.resolve(name + ".key"),
                    pem("PRIVATE KEY", key.privateKey().getEncoded()));
            Files.writeString(
                    directory.resolve(name + ".crt"),
                    pem("CERTIFICATE", certificate.certificate().getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** DER between its two lines. */
    public static String pem(String type, byte[] der) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, der));
        }
        return text.toString();
    }

    /** The public key of some key material as PEM, as {@code openssl -pubin} reads it. */
    public static byte[] publicPem(KeyMaterial keys) throws IOException {
        return pem("PUBLIC KEY", keys.certificate().getPublicKey().getEncoded()).getBytes(StandardCharsets.US_ASCII);
    }

    private static KeyMaterial made(String name, Supplier<KeyMaterial> maker) {
        return MADE.computeIfAbsent(name, missing -> maker.get());
    }

    /** Key material that checks nothing. */
    private record Raw(PrivateKey privateKey, List<X509Certificate> certificateChain) implements KeyMaterial {}

    private static KeyMaterial raw(String algorithm, AlgorithmParameterSpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(spec);
            KeyPair pair = generator.generateKeyPair();
            return new Raw(pair.getPrivate(), List.of(certify(pair, algorithm)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certify(KeyPair pair, String algorithm)
            throws CertificateException, OperatorCreationException {
        X500Name name = new X500Name("CN=throw-away");
        Instant now = CLOCK.instant();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, Date.from(now), Date.from(now.plus(Duration.ofDays(1))), name, pair.getPublic());
        String signature = switch (algorithm) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "SHA256withRSAandMGF1";
        };
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(signature)
                        .setProvider(new BouncyCastleProvider())
                        .build(pair.getPrivate())));
    }
}
