package io.micropay.reference.server;

/**
 * Makes text from outside safe for a terminal: what a terminal would obey, or what would make a line read differently from
 * what it says, becomes a visible escape.
 */
final class Printable {
    private Printable() {}

    /** The text on one line; control, format and bidirectional characters and broken surrogates as {@code \}{@code u001b}. */
    static String text(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isSafe(point)) {
                line.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    line.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return line.toString();
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
