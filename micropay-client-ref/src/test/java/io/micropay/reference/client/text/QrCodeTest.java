package io.micropay.reference.client.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    private static final String LINK = "micropay:bob/250/4fzW0q1Tn0mUo9lC3yXG8Q?memo=coffee";
    private static final int SCALE = 4;
    private static final int WHITE = 0xFFFFFF;

    /** A photograph of a terminal that draws on black. */
    private static LuminanceSource photograph(QrCode code) {
        int width = code.width() * SCALE;
        int[] pixels = new int[width * code.height() * 2 * SCALE];
        for (int place = 0; place < pixels.length; place++) {
            int row = place / width / SCALE;
            char drawn = code.lines().get(row / 2).charAt(place % width / SCALE);
            boolean isLight = drawn == '█' || drawn == (row % 2 == 0 ? '▀' : '▄');
            pixels[place] = isLight ? WHITE : 0;
        }
        return new RGBLuminanceSource(width, pixels.length / width, pixels);
    }

    private static String scan(LuminanceSource photograph) throws ReaderException {
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(photograph)))
                .getText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINK,
                "micropay:b/1/AAAAAAAAAAAAAAAAAAAAAA",
                "micropay:bob/9223372036854775807/4fzW0q1Tn0mUo9lC3yXG8Q?memo=%F0%9F%8D%95%20f%C3%BCr%20alle%20zusammen"
            })
    void code_scanned_isTheText(String text) throws ReaderException {
        assertThat(scan(photograph(QrCode.of(text)))).isEqualTo(text);
    }

    /** On a screen that draws dark on light without colours, scanners have to turn it round, as most do. */
    @Test
    void code_onTheOtherGround_isTheTextTurnedRound() throws ReaderException {
        LuminanceSource photograph = photograph(QrCode.of(LINK)).invert();

        assertThatExceptionOfType(ReaderException.class).isThrownBy(() -> scan(photograph));
        assertThat(scan(photograph.invert())).isEqualTo(LINK);
    }

    @Test
    void code_ofAShortLink_fitsASmallWindow() {
        QrCode code = QrCode.of(LINK);

        assertThat(code.lines()).hasSize(code.height()).allMatch(line -> line.length() == code.width());
        assertThat(code.width()).isLessThanOrEqualTo(80);
        assertThat(code.height()).isLessThan(24);
    }

    @Test
    void code_hasItsQuietZoneAllAround() {
        QrCode code = QrCode.of(LINK);

        assertThat(code.lines().subList(0, 2)).allMatch(line -> line.matches("█+"));
        assertThat(code.lines().subList(code.height() - 2, code.height())).allMatch(line -> line.matches("█+"));
        assertThat(code.lines()).allMatch(line -> line.startsWith("████") && line.endsWith("████"));
    }

    @Test
    void code_ofTooMuch_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> QrCode.of("a".repeat(3000)));
    }
}
