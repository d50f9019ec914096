package io.micropay.postgresql;

import org.jspecify.annotations.Nullable;

/** Whether a store, a view or a transaction may still be used; if not, the exception says why. */
final class Usability {
    private volatile @Nullable String reason;

    /** Throws if {@link #end} was called. */
    void check() {
        String why = reason;
        if (why != null) {
            throw new IllegalStateException(why);
        }
    }

    /** Forbids further use; the latest reason is the one told. */
    void end(String why) {
        reason = why;
    }

    /** How many rows to read at the most, as given if it makes sense. */
    static int limit(int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("cannot read " + limit + " rows: the limit must be zero or more");
        }
        return limit;
    }
}
