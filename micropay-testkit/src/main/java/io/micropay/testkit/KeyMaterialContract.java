package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.RsaKeys;
import io.micropay.keys.Wallet;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link KeyMaterial} that signs owes to Micropay: a session key, an account key or a server key, in memory, in
 * files, or in a device that never gives it away. Extend it, say where the material comes from, and run it with JUnit.
 *
 * <pre>{@code
 * class DeviceKeysContractIT extends KeyMaterialContract {
 *     @Override
 *     protected KeyMaterial keys() {
 *         return DeviceKeys.open("test-slot");
 *     }
 * }
 * }</pre>
 *
 * <p>The last three tests make real payments: over TLS, on free ports of the loopback, with a server in memory. Their
 * receipts and orders are verified as Micropay verifies them. A key that seals memos is not covered.
 *
 * @since 0.1
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class KeyMaterialContract {
    private static final PSSParameterSpec PARAMETERS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    /** For subclasses. */
    protected KeyMaterialContract() {}

    /**
     * Hands out the material, the same or another one each time.
     *
     * @return material whose certificates are valid now
     * @throws Exception if that fails; so does the test
     */
    protected abstract KeyMaterial keys() throws Exception;

    @Test
    void chain_beginsWithTheCertificateAndStaysTheSame() throws Exception {
        KeyMaterial keys = keys();
        List<X509Certificate> chain = List.copyOf(keys.certificateChain());
        assertThat(chain).isNotEmpty();
        assertThat(keys.certificate()).isEqualTo(chain.get(0));
        try {
            keys.certificateChain().clear();
        } catch (UnsupportedOperationException e) {
            // One of the two ways to be immutable; to hand out copies is the other.
        }
        assertThat(keys.certificateChain()).isEqualTo(chain);
    }

    @Test
    void certificates_areValidAndVouchedForByTheNext() throws Exception {
        List<X509Certificate> chain = keys().certificateChain();
        for (int index = 0; index < chain.size(); index++) {
            X509Certificate certificate = chain.get(index);
            assertThatCode(certificate::checkValidity).doesNotThrowAnyException();
            if (index + 1 < chain.size()) {
                X509Certificate next = chain.get(index + 1);
                assertThatCode(() -> certificate.verify(next.getPublicKey())).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void publicKey_isWithinTheBounds() throws Exception {
        X509Certificate certificate = keys().certificate();
        assertThatCode(() -> RsaKeys.check(certificate.getPublicKey())).doesNotThrowAnyException();
        assertThat(RsaKeys.decode(RsaKeys.encoded(certificate))).isEqualTo(certificate.getPublicKey());
    }

    @Test
    void keyId_isTheDigestOfThePublicKey() throws Exception {
        KeyMaterial keys = keys();
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(keys.certificate().getPublicKey().getEncoded());
        assertThat(keys.keyId()).isEqualTo(new KeyId(new Digest(Bytes.of(digest))));
    }

    @Test
    void signatures_verifyWithTheCertificate() throws Exception {
        KeyMaterial keys = keys();
        for (int size : List.of(0, 1, 32, 33, 300, 100_000)) {
            byte[] content = LedgerSamples.bytes(size, size).toByteArray();
            byte[] signature = signature(keys, content);
            assertThat(verifies(keys, content, signature)).isTrue();
            assertThat(verifies(keys, LedgerSamples.bytes(size, size + 1).toByteArray(), signature))
                    .isFalse();
        }
    }

    @Test
    void severalThreads_canSignAtOnce() throws Exception {
        KeyMaterial keys = keys();
        List<Boolean> verified = Parallel.inThreads(4, number -> {
            boolean valid = true;
            for (int round = 0; round < 10; round++) {
                byte[] content = LedgerSamples.bytes(100L * number + round, 64).toByteArray();
                valid &= verifies(keys, content, signature(keys, content));
            }
            return valid;
        });
        assertThat(verified).containsOnly(true);
    }

    @Test
    void text_tellsNothingOfThePrivateKey() throws Exception {
        KeyMaterial keys = keys();
        String text = keys.toString().toLowerCase(Locale.ROOT);
        byte[] encoded = keys.privateKey().getEncoded();
        if (encoded != null) {
            assertThat(text)
                    .doesNotContain(HexFormat.of().formatHex(encoded))
                    .doesNotContain(Base64.getEncoder().encodeToString(encoded).toLowerCase(Locale.ROOT));
        }
        if (keys.privateKey() instanceof RSAPrivateKey rsa) {
            BigInteger exponent = rsa.getPrivateExponent();
            assertThat(text).doesNotContain(exponent.toString()).doesNotContain(exponent.toString(16));
        }
    }

    @Test
    void asServerKey_signsReceiptsAndServesTls() throws Exception {
        try (Payday payday = new Payday(keys())) {
            payday.assertPays(generated("payer"), generated("payee"));
        }
    }

    @Test
    void asSessionKey_signsOrdersAndSpeaksTlsOnBothSides() throws Exception {
        try (Payday payday = new Payday(generated("server"))) {
            payday.assertPays(keys(), generated("payee"));
        }
        try (Payday payday = new Payday(generated("server"))) {
            payday.assertPays(generated("payer"), keys());
        }
    }

    @Test
    void asAccountKey_grantsSessions() throws Exception {
        try (Payday payday = new Payday(generated("server"))) {
            payday.assertLogsIn(new Wallet(keys(), generated("sealing")));
        }
    }

    private static KeyMaterial generated(String name) {
        return InMemoryKeys.generate(KeySpec.session(name), Clock.systemUTC());
    }

    private static byte[] signature(KeyMaterial keys, byte[] content) throws GeneralSecurityException {
        Signature signature = keys.provider().isPresent()
                ? Signature.getInstance("RSASSA-PSS", keys.provider().get())
                : Signature.getInstance("RSASSA-PSS");
        signature.initSign(keys.privateKey());
        signature.setParameter(PARAMETERS);
        signature.update(content);
        return signature.sign();
    }

    private static boolean verifies(KeyMaterial keys, byte[] content, byte[] value) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.initVerify(keys.certificate().getPublicKey());
        signature.setParameter(PARAMETERS);
        signature.update(content);
        return signature.verify(value);
    }
}
