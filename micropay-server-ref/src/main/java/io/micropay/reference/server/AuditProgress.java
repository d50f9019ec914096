package io.micropay.reference.server;

import java.io.PrintWriter;
import java.util.Locale;

/** One line at the bottom of a terminal that says how far an audit is, and is gone in the end. Pipes get nothing. */
final class AuditProgress implements AutoCloseable {
    /** Shorter ledgers are done before anybody could read it. */
    private static final long MIN_ENTRIES = 20_000;

    private static final int BAR = 40;
    private static final int LINE = 79;

    private final PrintWriter errors;
    private final boolean isShown;
    private long shownPercent = -1;

    AuditProgress(Terminal terminal) {
        this.errors = terminal.errors();
        this.isShown = terminal.isPerson();
    }

    void show(long done, long total) {
        long percent = total == 0 ? 100 : done * 100 / total;
        if (isShown && total >= MIN_ENTRIES && percent != shownPercent) {
            shownPercent = percent;
            int filled = (int) (percent * BAR / 100);
            errors.print(String.format(
                    Locale.ROOT,
                    "\r[%s%s] %3d %% of %,d",
                    "#".repeat(filled),
                    "-".repeat(BAR - filled),
                    percent,
                    total));
            errors.flush();
        }
    }

    @Override
    public void close() {
        if (shownPercent >= 0) {
            errors.print("\r" + " ".repeat(LINE) + "\r");
            errors.flush();
        }
    }
}
