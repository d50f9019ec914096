package io.micropay.internal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.keys.ClassicKeys;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.model.Bytes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClassicBlockTest {
    private static final KeyMaterial KEY = TestBlocks.key();

    static Stream<Arguments> recorded() {
        return TestBlocks.recorded().entrySet().stream().map(block -> Arguments.of(block.getKey(), block.getValue()));
    }

    @Test
    void recordedBlocks_whenRead_areAllThere() {
        Map<String, Bytes> blocks = TestBlocks.recorded();

        assertThat(blocks).hasSize(16).containsKeys("100 OK\r\n", "brian#2000#ta");
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void encode_ofRecordedText_givesTheRecordedBytes(String text, Bytes block) {
        assertThat(ClassicBlock.encode(text, KEY)).isEqualTo(block);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void decode_ofRecordedBytes_givesTheText(String text, Bytes block) {
        assertThat(ClassicBlock.decode(block, KEY.certificate())).contains(text);
    }

    @Test
    void decode_withoutTheByteThatPadsOrWithAnother_givesTheText() {
        byte[] block = ClassicBlock.encode("List", KEY).toByteArray();
        Bytes bare = Bytes.of(block, 0, ClassicBlock.RSA_SIZE);
        block[ClassicBlock.RSA_SIZE] = 0x55;

        assertThat(ClassicBlock.decode(bare, KEY.certificate())).contains("List");
        assertThat(ClassicBlock.decode(Bytes.of(block), KEY.certificate())).contains("List");
    }

    @Test
    void decode_withAnotherKeyOrSize_givesNothing() {
        KeyMaterial other = ClassicKeys.generate("other", Clock.systemUTC());
        Bytes block = ClassicBlock.encode("List", KEY);

        assertThat(ClassicBlock.decode(block, other.certificate())).isEmpty();
        assertThat(ClassicBlock.decode(Bytes.of(new byte[ClassicBlock.SIZE]), KEY.certificate()))
                .isEmpty();
        assertThat(ClassicBlock.decode(Bytes.of(block.toByteArray(), 0, 255), KEY.certificate()))
                .isEmpty();
        assertThat(ClassicBlock.decode(Bytes.EMPTY, KEY.certificate())).isEmpty();
    }

    @Test
    void encode_ofWhatNoBlockCarries_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ClassicBlock.encode("x".repeat(245), KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> ClassicBlock.encode("a\0b", KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> ClassicBlock.encode("\u20ac", KEY));
    }

    @Test
    void encode_withALongerKey_isRefused() {
        KeyMaterial longer = InMemoryKeys.generate(new KeySpec("longer", 3072, Duration.ofDays(1)), Clock.systemUTC());

        assertThatIllegalArgumentException().isThrownBy(() -> ClassicBlock.encode("List", longer));
    }
}
