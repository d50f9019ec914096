package io.micropay.reference.client.text;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A QR code in characters, two of its rows on a line, with the quiet zone around it: what is light in the code is drawn, what
 * is dark is left to the background.
 *
 * @param lines the lines, all of the same width
 */
public record QrCode(List<String> lines) {
    /** The characters beside the space that a terminal must have. */
    public static final String BLOCKS = "▀▄█";

    /** Four modules, as ISO/IEC 18004 wants it. A screen has no creases: the lowest correction makes the smallest code. */
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.MARGIN, 4, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L);

    /**
     * Copies the lines.
     *
     * @param lines the lines, all of the same width
     */
    public QrCode {
        lines = List.copyOf(lines);
    }

    /**
     * Draws a text.
     *
     * @param text ASCII characters, such as a link
     * @return its code
     * @throws IllegalArgumentException if it is empty, or too long for any code
     */
    public static QrCode of(String text) {
        try {
            return new QrCode(draw(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, HINTS)));
        } catch (WriterException e) {
            throw new IllegalArgumentException("no QR code has room for it: " + e.getMessage(), e);
        }
    }

    private static List<String> draw(BitMatrix modules) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < modules.getHeight(); row += 2) {
            StringBuilder line = new StringBuilder(modules.getWidth());
            for (int column = 0; column < modules.getWidth(); column++) {
                // Below an odd number of rows the quiet zone goes on.
                boolean isLowerDark = row + 1 < modules.getHeight() && modules.get(column, row + 1);
                line.append(character(modules.get(column, row), isLowerDark));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static char character(boolean isUpperDark, boolean isLowerDark) {
        if (isUpperDark) {
            return isLowerDark ? ' ' : '▄';
        }
        return isLowerDark ? '▀' : '█';
    }

    /**
     * How many columns it takes.
     *
     * @return the width of every line
     */
    public int width() {
        return lines.get(0).length();
    }

    /**
     * How many lines it takes.
     *
     * @return the number of lines
     */
    public int height() {
        return lines.size();
    }
}
