package io.micropay.reference.client.text;

/** Makes text from outside harmless: nothing in it moves a cursor, changes a colour, or turns the reading direction. */
public final class Printable {
    private Printable() {}

    /**
     * Replaces every character that a terminal would obey, or that nobody would see, with its number: {@code \\u{1b}}.
     *
     * @param text any text, line breaks included
     * @return one line of visible characters
     */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isVisible(character)) {
                safe.appendCodePoint(character);
            } else {
                safe.append("\\u{").append(Integer.toHexString(character)).append('}');
            }
        });
        return safe.toString();
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT, // the bidi controls are among them
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
