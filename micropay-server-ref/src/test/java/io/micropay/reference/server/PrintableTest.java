package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @Test
    void harmlessText_staysAsItIs() {
        assertThat(Printable.text("→ [brian#2000#ta] from 127.0.0.1@57936, für ñ 支付 🙂 C:\\x"))
                .isEqualTo("→ [brian#2000#ta] from 127.0.0.1@57936, für ñ 支付 🙂 C:\\x");
    }

    @ParameterizedTest
    @CsvSource({
        "0x1b, \\u001b", // begins what a terminal obeys
        "0x0a, \\u000a",
        "0x0d, \\u000d",
        "0x08, \\u0008",
        "0x7f, \\u007f",
        "0x9b, \\u009b", // the one-character form of ESC [
        "0x202e, \\u202e", // what follows reads from right to left
        "0x2066, \\u2066",
        "0x200f, \\u200f",
        "0x200b, \\u200b", // takes no room
        "0x2028, \\u2028",
        "0xd800, \\ud800", // half a character
        "0xe000, \\ue000",
        "0xe0041, \\udb40\\udc41" // a tag, which no terminal shows
    })
    void dangerousCharacter_isShownAsEscape(String codePoint, String shown) {
        String character = new String(new int[] {Integer.decode(codePoint)}, 0, 1);
        assertThat(Printable.text("a" + character + "b")).isEqualTo("a" + shown + "b");
    }
}
