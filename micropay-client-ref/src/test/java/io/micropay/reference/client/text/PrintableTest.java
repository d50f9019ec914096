package io.micropay.reference.client.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void of_anEscapeSequence_isDefused() {
        assertThat(Printable.of("a\u001b[2Jb")).isEqualTo("a\\u{1b}[2Jb");
    }

    @Test
    void of_controlsOfTheUpperHalf_areDefused() {
        assertThat(Printable.of("\u009b2J")).isEqualTo("\\u{9b}2J");
    }

    @Test
    void of_lineEnds_areDefused() {
        assertThat(Printable.of("a\r\nb\u2028c")).isEqualTo("a\\u{d}\\u{a}b\\u{2028}c");
    }

    @Test
    void of_controlsOfTheReadingDirection_areDefused() {
        assertThat(Printable.of("to \u202ebob\u2066")).isEqualTo("to \\u{202e}bob\\u{2066}");
    }

    @Test
    void of_halfACharacter_isDefused() {
        assertThat(Printable.of("\ud83d")).isEqualTo("\\u{d83d}");
    }

    @Test
    void of_lettersOfAnyScript_isTheSame() {
        assertThat(Printable.of("Grüße, 你好, \ud83c\udf5c!")).isEqualTo("Grüße, 你好, \ud83c\udf5c!");
    }

    @Property
    void of_anyText_hasNothingThatATerminalObeys(@ForAll String text) {
        assertThat(Printable.of(text)
                        .codePoints()
                        .map(Character::getType)
                        .boxed()
                        .toList())
                .doesNotContain(
                        (int) Character.CONTROL,
                        (int) Character.FORMAT,
                        (int) Character.SURROGATE,
                        (int) Character.LINE_SEPARATOR,
                        (int) Character.PARAGRAPH_SEPARATOR);
    }
}
