package io.micropay.terminaltest;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.ScreenTerminal;

/**
 * What can be seen on a terminal.
 *
 * @param above the lines that have scrolled away, oldest first
 * @param rows what is on the screen
 * @param cursor the row that the cursor is in
 */
record Display(List<String> above, List<String> rows, int cursor) {
    static Display of(ScreenTerminal terminal) {
        int columns = terminal.getColumns();
        long[] cells = new long[columns * terminal.getRows()];
        int[] position = new int[2];
        terminal.dump(cells, position);
        List<String> rows = new ArrayList<>();
        for (int start = 0; start < cells.length; start += columns) {
            rows.add(text(cells, start, start + columns));
        }
        List<String> above = terminal.getHistory().stream()
                .map(line -> text(line, 0, line.length))
                .toList();
        return new Display(above, List.copyOf(rows), position[1]);
    }

    private static String text(long[] cells, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int cell = from; cell < to; cell++) {
            int character = ScreenTerminal.cellCodePoint(cells[cell]);
            text.appendCodePoint(character == 0 ? ' ' : character);
        }
        return text.toString().stripTrailing();
    }

    /** The line that the cursor is in. */
    String currentLine() {
        return rows.get(cursor);
    }

    /** How many lines there are before that one. */
    int currentNumber() {
        return above.size() + cursor;
    }

    /** Everything that was ever shown, as lines. */
    String everything() {
        List<String> all = new ArrayList<>(above);
        all.addAll(rows);
        return String.join("\n", all).stripTrailing();
    }

    @Override
    public String toString() {
        return String.join("\n", rows).stripTrailing();
    }
}
