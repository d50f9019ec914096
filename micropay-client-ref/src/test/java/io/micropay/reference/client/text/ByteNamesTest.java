package io.micropay.reference.client.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteNamesTest {
    @Test
    void names_asTyped_comeBackAsShown() {
        for (String name : new String[] {"alice", "j\u00f6rg", "\u738b", "\ud83d\ude00"}) {
            String sent = ByteNames.sent(name);

            assertThat(sent.chars()).allMatch(character -> character <= 0xff);
            assertThat(ByteNames.shown(sent)).isEqualTo(name);
        }
    }

    @Test
    void names_thatAreNotUtf8_areShownByteByByte() {
        assertThat(ByteNames.shown("j\u00f6rg")).isEqualTo("j\u00f6rg");
        assertThat(ByteNames.shown("\u00ff\u00fe")).isEqualTo("\u00ff\u00fe");
    }
}
