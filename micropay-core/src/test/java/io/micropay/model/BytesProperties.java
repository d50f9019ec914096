package io.micropay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BytesProperties {
    @Property(tries = 300)
    void bytes_ofAnArray_keepTheContentWhateverHappensToTheArray(@ForAll byte[] content) {
        byte[] original = content.clone();
        Bytes bytes = Bytes.of(content);
        Arrays.fill(content, (byte) 7);
        Arrays.fill(bytes.toByteArray(), (byte) 9);

        assertThat(bytes.toByteArray()).isEqualTo(original);
        assertThat(bytes.size()).isEqualTo(original.length);
    }

    @Property(tries = 300)
    void bytes_areEqual_exactlyIfTheirContentIs(@ForAll byte[] one, @ForAll byte[] other) {
        assertThat(Bytes.of(one).equals(Bytes.of(other))).isEqualTo(Arrays.equals(one, other));
        assertThat(Bytes.of(one)).isEqualTo(Bytes.of(one.clone())).hasSameHashCodeAs(Bytes.of(one.clone()));
    }

    @Property(tries = 300)
    void hex_inEitherCase_readsBack(@ForAll byte[] content) {
        Bytes bytes = Bytes.of(content);

        assertThat(bytes).hasToString(bytes.hex());
        assertThat(Bytes.ofHex(bytes.hex())).isEqualTo(bytes);
        assertThat(Bytes.ofHex(bytes.hex().toUpperCase(Locale.ROOT))).isEqualTo(bytes);
    }

    @Property(tries = 100)
    void copyTo_atAnOffset_writesTheContentAndNothingElse(@ForAll byte[] content) {
        byte[] target = new byte[content.length + 5];
        Arrays.fill(target, (byte) 0x5a);
        Bytes.of(content).copyTo(target, 2);

        assertThat(Arrays.copyOfRange(target, 2, 2 + content.length)).isEqualTo(content);
        assertThat(Arrays.copyOf(target, 2)).containsOnly(0x5a);
        assertThat(Arrays.copyOfRange(target, 2 + content.length, target.length))
                .containsOnly(0x5a);
    }

    @Property(tries = 300)
    void bytes_ofAPart_areThoseOfACopyOfIt(
            @ForAll byte[] content,
            @ForAll @IntRange(min = -2, max = 12) int offset,
            @ForAll @IntRange(min = -2, max = 12) int size) {
        if (offset < 0 || size < 0 || offset + size > content.length) {
            assertThatThrownBy(() -> Bytes.of(content, offset, size)).isInstanceOf(IndexOutOfBoundsException.class);
        } else {
            byte[] expected = Arrays.copyOfRange(content, offset, offset + size);
            Bytes part = Bytes.of(content, offset, size);
            Arrays.fill(content, (byte) 7);
            assertThat(part.toByteArray()).isEqualTo(expected);
        }
    }

    @Example
    void hex_ofOddLengthOrOtherLetters_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("abc"));
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.ofHex("0g"));
    }
}
