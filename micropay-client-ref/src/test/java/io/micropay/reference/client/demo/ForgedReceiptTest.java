package io.micropay.reference.client.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class ForgedReceiptTest {
    private static final String BEGIN = "-----BEGIN MICROPAY RECEIPT-----\n";
    private static final String END = "\n-----END MICROPAY RECEIPT-----\n";

    private static String file(long amount) {
        byte[] content = ByteBuffer.allocate(100).putLong(41, amount).array();
        return BEGIN + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + END;
    }

    @Test
    void of_aReceipt_changesTheAmountAndNothingElse() {
        assertThat(ForgedReceipt.of(file(2000), 2000, 9000)).isEqualTo(file(9000));
    }

    @Test
    void of_aReceiptWithoutThatAmount_fails() {
        assertThatExceptionOfType(DemoFailure.class).isThrownBy(() -> ForgedReceipt.of(file(1), 2000, 9000));
    }
}
