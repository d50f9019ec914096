package io.micropay.reference.server.metrics;

import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerView;
import java.util.List;

/** How many holds are open: counted once, and followed along the journal from then on. For one thread. */
final class OpenHolds {
    private static final int PAGE = 1000;
    private static final long UNKNOWN = -1;

    private long seen = UNKNOWN;
    private long open;

    /** The number as of the view, whose last entry is the given one. */
    long count(LedgerView view, long lastSequence) {
        if (seen == UNKNOWN) {
            open = all(view);
        } else {
            follow(view, lastSequence);
        }
        seen = lastSequence;
        return open;
    }

    private static long all(LedgerView view) {
        long found = 0;
        long from = 1;
        List<Hold> page;
        do {
            page = view.holds(from, PAGE);
            found += page.stream().filter(Hold::isOpen).count();
            from = page.isEmpty() ? from : page.get(page.size() - 1).sequence() + 1;
        } while (page.size() == PAGE);
        return found;
    }

    private void follow(LedgerView view, long lastSequence) {
        for (long from = seen + 1; from <= lastSequence; from += PAGE) {
            List<JournalEntry> page = view.journal(from, PAGE);
            open += page.stream().mapToInt(OpenHolds::change).sum();
        }
    }

    private static int change(JournalEntry entry) {
        return switch (entry.kind()) {
            case HOLD -> 1;
            case CAPTURE, RELEASE, EXPIRY -> -1;
            default -> 0;
        };
    }
}
