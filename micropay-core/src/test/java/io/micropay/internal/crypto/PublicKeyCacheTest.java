package io.micropay.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.keys.TestKeys;
import io.micropay.model.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import org.junit.jupiter.api.Test;

class PublicKeyCacheTest {
    private final PublicKeyCache cache = new PublicKeyCache();
    private final Bytes encoded =
            PublicKeyHandle.of(TestKeys.one().certificate()).encoded();

    @Test
    void decode_givesTheSameHandle_whenTheKeyWasMetBefore() {
        PublicKeyHandle first = cache.decode(encoded);

        assertThat(first).isEqualTo(PublicKeyHandle.decode(encoded));
        assertThat(cache.decode(Bytes.of(encoded.toByteArray()))).isSameAs(first);
    }

    @Test
    void decode_refusesWhatIsNoKey_everyTime() {
        byte[] broken = encoded.toByteArray();
        broken[0] ^= 1;

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> cache.decode(Bytes.of(broken))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(cache.size()).isZero();
    }

    @Test
    void decode_staysWithinItsBound_howeverManyKeysCome() throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("RSA");
        BigInteger first = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
        for (int i = 0; i < 4200; i++) {
            BigInteger modulus = first.add(BigInteger.valueOf(2L * i));
            RSAPublicKeySpec spec = new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4);
            PublicKeyHandle key =
                    cache.decode(Bytes.of(factory.generatePublic(spec).getEncoded()));

            assertThat(key.key().getModulus()).isEqualTo(modulus);
            assertThat(cache.size()).isBetween(1, 4096);
        }
    }
}
