package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micropay.model.Bytes;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RsaKeysTest {
    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    static List<KeyMaterial> unacceptable() {
        return TestKeys.unacceptable();
    }

    /** A public key need not have a private one to have a size. */
    private static PublicKey key(int bits, BigInteger exponent) throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 2049, 3072, 4096})
    void key_withinTheBounds_isTakenAndReadBack(int bits) throws Exception {
        PublicKey key = key(bits, F4);
        Bytes encoded = Bytes.of(key.getEncoded());

        assertThat(RsaKeys.check(key)).isSameAs(key);
        assertThat(RsaKeys.decode(encoded)).isEqualTo(key);
        assertThat(encoded.size()).isLessThanOrEqualTo(RsaKeys.MAX_ENCODED_SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2047, 4097, 8192})
    void key_withAnotherModulus_isRefused(int bits) throws Exception {
        PublicKey key = key(bits, F4);

        assertThatIllegalArgumentException().isThrownBy(() -> RsaKeys.check(key));
        assertThatIllegalArgumentException().isThrownBy(() -> RsaKeys.decode(Bytes.of(key.getEncoded())));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 65_539, 0x1_0000_0001L})
    void key_withAnotherExponent_isRefused(long exponent) throws Exception {
        PublicKey key = key(2048, BigInteger.valueOf(exponent));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RsaKeys.check(key))
                .withMessageContaining("65537");
        assertThatIllegalArgumentException().isThrownBy(() -> RsaKeys.decode(Bytes.of(key.getEncoded())));
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void key_ofAnyUnacceptableKind_isRefusedHoweverItComes(KeyMaterial keys) {
        PublicKey key = keys.certificate().getPublicKey();

        assertThatIllegalArgumentException().isThrownBy(() -> RsaKeys.check(key));
        assertThatIllegalArgumentException().isThrownBy(() -> RsaKeys.decode(Bytes.of(key.getEncoded())));
        assertThatIllegalArgumentException().isThrownBy(() -> RsaKeys.encoded(keys.certificate()));
        assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.of(keys.certificate()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryKeys.of(keys.privateKey(), keys.certificateChain()));
    }

    @Test
    void key_forAnotherAlgorithm_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RsaKeys.check(TestKeys.pssOnly().certificate().getPublicKey()))
                .withMessage("not an RSA key: RSASSA-PSS");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RsaKeys.check(TestKeys.elliptic().certificate().getPublicKey()))
                .withMessage("not an RSA key: EC");
    }

    @Test
    void decode_ofEveryBitFlipAndTruncation_isRefusedOrTheOneEncodingOfAnotherKey() throws Exception {
        byte[] encoded = RsaKeys.encoded(TestKeys.one().certificate()).toByteArray();
        for (int bit = 0; bit < 8 * encoded.length; bit++) {
            byte[] flipped = encoded.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Optional<RSAPublicKey> key = decodedOrRefused(Bytes.of(flipped));
            if (key.isPresent()) {
                RSAPublicKeySpec numbers =
                        new RSAPublicKeySpec(key.get().getModulus(), key.get().getPublicExponent());
                assertThat(KeyFactory.getInstance("RSA").generatePublic(numbers).getEncoded())
                        .isEqualTo(flipped);
            }
        }
        for (int size = 0; size <= encoded.length + 1; size++) {
            if (size != encoded.length) {
                Bytes wrong = Bytes.of(Arrays.copyOf(encoded, size));
                assertThat(catchThrowable(() -> RsaKeys.decode(wrong))).isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RsaKeys.decode(Bytes.of(new byte[RsaKeys.MAX_ENCODED_SIZE + 1])));
    }

    private static Optional<RSAPublicKey> decodedOrRefused(Bytes encoded) {
        try {
            return Optional.of(RsaKeys.decode(encoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Test
    void keyMaterial_ofAKeyAndAnothersCertificate_isMisuse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryKeys.of(
                        TestKeys.one().privateKey(), TestKeys.two().certificateChain()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryKeys.of(TestKeys.one().privateKey(), List.of()));
        assertThatCode(() -> InMemoryKeys.of(
                        TestKeys.one().privateKey(), TestKeys.one().certificateChain()))
                .doesNotThrowAnyException();
    }

    @Test
    void keySpec_outOfBounds_isRefused() {
        for (int bits : new int[] {0, 2047, 4097}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new KeySpec("a", bits, Duration.ofDays(1)));
        }
        for (String name : new String[] {"", " ", " a", "a ", "a,b", "a=b", "a/b", "a\n", "ä", "a".repeat(65)}) {
            assertThatIllegalArgumentException().as(name).isThrownBy(() -> new KeySpec(name, 2048, Duration.ofDays(1)));
        }
        for (Duration validity : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new KeySpec("a", 2048, validity));
        }
    }

    @Test
    void certificate_ofAGeneratedKey_isAsTheSpecSays() throws Exception {
        var certificate = TestKeys.one().certificate();

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSigAlgName()).isEqualTo("RSASSA-PSS");
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=one,O=Micropay");
        assertThat(certificate.getNotBefore()).isBefore(Date.from(TestKeys.CLOCK.instant()));
        assertThat(certificate.getNotAfter()).isEqualTo(TestKeys.CLOCK.instant().plus(Duration.ofHours(24)));
        assertThat(certificate.getSerialNumber().signum()).isPositive();
        assertThat(TestKeys.one().keyId())
                .isEqualTo(Fingerprint.of(certificate).keyId())
                .isNotEqualTo(TestKeys.two().keyId());
    }
}
