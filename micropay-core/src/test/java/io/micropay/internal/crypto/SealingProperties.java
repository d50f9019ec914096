package io.micropay.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.TestKeys;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** {@code open(seal(x))} is {@code x}, and anything else fails in one way that tells nothing. */
class SealingProperties {
    private static final int WRAPPED_SIZE = 256;
    private static final Bytes CONTENT = Bytes.of("lunch".getBytes(StandardCharsets.UTF_8));

    private final Sealing sealing = new Sealing(new SecureRandom());

    @Property(tries = 60)
    void open_ofWhatWasSealed_givesTheContent(@ForAll @Size(max = 2048) byte[] content) {
        Bytes sealed = seal(Bytes.of(content));

        assertThat(Sealing.open(TestKeys.one(), sealed)).isEqualTo(Bytes.of(content));
        assertThat(sealed.size()).isEqualTo(2 + WRAPPED_SIZE + 12 + content.length + 16);
    }

    @Example
    void seal_ofTheSameContent_isDifferentEachTimeInEveryPart() {
        byte[] one = seal(CONTENT).toByteArray();
        byte[] other = seal(CONTENT).toByteArray();

        assertThat(Arrays.copyOfRange(one, 2, 258)).isNotEqualTo(Arrays.copyOfRange(other, 2, 258));
        assertThat(Arrays.copyOfRange(one, 258, 270)).isNotEqualTo(Arrays.copyOfRange(other, 258, 270));
        assertThat(Arrays.copyOfRange(one, 270, 275)).isNotEqualTo(Arrays.copyOfRange(other, 270, 275));
    }

    @Example
    void open_ofEveryTruncationAndExtension_failsInTheOneWay() {
        byte[] sealed = seal(CONTENT).toByteArray();
        for (int size = 0; size < sealed.length; size++) {
            assertNotOpened(TestKeys.one(), Arrays.copyOf(sealed, size));
        }
        assertNotOpened(TestKeys.one(), Arrays.copyOf(sealed, sealed.length + 1));
        assertNotOpened(TestKeys.one(), Arrays.copyOf(sealed, 2 * sealed.length));
    }

    @Example
    void open_ofEveryBitFlip_failsInTheOneWay() {
        byte[] sealed = seal(CONTENT).toByteArray();
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            boolean wrapped = bit >= 8 * 2 && bit < 8 * (2 + WRAPPED_SIZE);
            if (wrapped && bit % 8 != bit / 8 % 8) {
                continue; // One bit of each byte of the wrapped key: each costs an RSA operation.
            }
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotOpened(TestKeys.one(), flipped);
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void open_ofAnyBytes_failsInTheOneWay(@ForAll @Size(max = 600) byte[] noise) {
        assertNotOpened(TestKeys.one(), noise);
        if (noise.length > 2) {
            noise[0] = 1;
            noise[1] = 0;
            assertNotOpened(TestKeys.one(), noise);
        }
    }

    @Example
    void open_withAnotherKey_failsInTheOneWay() {
        assertNotOpened(TestKeys.two(), seal(CONTENT).toByteArray());
        assertNotOpened(TestKeys.elliptic(), seal(CONTENT).toByteArray());
    }

    @Example
    void open_ofPartsOfTwoSealings_failsInTheOneWay() {
        byte[] one = seal(CONTENT).toByteArray();
        byte[] other = seal(CONTENT).toByteArray();
        for (int cut : new int[] {258, 270}) {
            byte[] spliced = one.clone();
            System.arraycopy(other, cut, spliced, cut, other.length - cut);
            assertNotOpened(TestKeys.one(), spliced);
        }
    }

    /** Once in 256 times the wrapped key begins with a zero; without it, RSA still finds the same number. */
    @Example
    void open_withoutALeadingZeroOfTheWrappedKey_failsInTheOneWay() {
        byte[] sealed = seal(CONTENT).toByteArray();
        for (int i = 0; i < 100_000 && sealed[2] != 0; i++) {
            sealed = seal(CONTENT).toByteArray();
        }
        assertThat(sealed[2]).isZero();
        byte[] shorter = new byte[sealed.length - 1];
        ByteBuffer.wrap(shorter).putShort((short) (WRAPPED_SIZE - 1)).put(sealed, 3, sealed.length - 3);
        byte[] longer = new byte[sealed.length + 1];
        ByteBuffer.wrap(longer)
                .putShort((short) (WRAPPED_SIZE + 1))
                .put((byte) 0)
                .put(sealed, 2, sealed.length - 2);

        assertThat(Sealing.open(TestKeys.one(), Bytes.of(sealed))).isEqualTo(CONTENT);
        assertNotOpened(TestKeys.one(), shorter);
        assertNotOpened(TestKeys.one(), longer);
    }

    @Example
    void open_withAWrappedKeyOfAnotherSizeOrContext_failsInTheOneWay() throws GeneralSecurityException {
        String context = "micropay/1 sealed";
        assertThat(Sealing.open(TestKeys.one(), Bytes.of(handMade(32, context))))
                .isEqualTo(CONTENT);

        assertNotOpened(TestKeys.one(), handMade(16, context));
        assertNotOpened(TestKeys.one(), handMade(24, context));
        assertNotOpened(TestKeys.one(), handMade(33, context));
        assertNotOpened(TestKeys.one(), handMade(32, ""));
        assertNotOpened(TestKeys.one(), handMade(32, "micropay/2 sealed"));
    }

    private Bytes seal(Bytes content) {
        return sealing.seal(PublicKeyHandle.of(TestKeys.one().certificate()), content);
    }

    private static byte[] handMade(int keySize, String context) throws GeneralSecurityException {
        byte[] key = new byte[keySize];
        Arrays.fill(key, (byte) 7);
        byte[] nonce = new byte[12];
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.ENCRYPT_MODE,
                TestKeys.one().certificate().getPublicKey(),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        byte[] wrapped = rsa.doFinal(key);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] usable = keySize == 33 ? new byte[32] : key;
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(usable, "AES"), new GCMParameterSpec(128, nonce));
        gcm.updateAAD(context.getBytes(StandardCharsets.US_ASCII));
        byte[] content = gcm.doFinal(CONTENT.toByteArray());
        return ByteBuffer.allocate(2 + wrapped.length + nonce.length + content.length)
                .putShort((short) wrapped.length)
                .put(wrapped)
                .put(nonce)
                .put(content)
                .array();
    }

    /** Always the same class, status and message, and neither a cause nor anything else that tells what was wrong. */
    private static void assertNotOpened(KeyMaterial keys, byte[] sealed) {
        Throwable thrown = catchThrowable(() -> Sealing.open(keys, Bytes.of(sealed)));
        if (!(thrown instanceof AuthenticationException refusal)
                || refusal.status() != StatusCode.MALFORMED
                || refusal.getCause() != null
                || refusal.getSuppressed().length > 0
                || !"cannot be opened".equals(refusal.getMessage())) {
            throw new AssertionError("not the one error for " + Bytes.of(sealed), thrown);
        }
    }
}
