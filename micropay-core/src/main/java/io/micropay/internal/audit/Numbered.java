package io.micropay.internal.audit;

import io.micropay.model.AuditFinding;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Rows that belong to one journal entry each, in the order of the entries.
 *
 * @param <T> the row
 */
final class Numbered<T> {
    private final AuditFinding.Row kind;
    private final ToLongFunction<T> sequence;
    private final Rows<Long, T> rows;

    /**
     * Begins before the first row.
     *
     * @param sequence the entry of a row
     */
    Numbered(AuditFinding.Row kind, Rows.Pages<Long, T> pages, ToLongFunction<T> sequence) {
        this.kind = kind;
        this.sequence = sequence;
        this.rows = new Rows<>(kind, Long.MIN_VALUE, pages, row -> sequence.applyAsLong(row) + 1);
    }

    /** The row of an entry. Entries are asked about in their order; a row that none asks about should not be there. */
    T of(long entry) {
        refuse(rows.peek().filter(row -> sequence.applyAsLong(row) < entry));
        return rows.take(row -> sequence.applyAsLong(row) == entry)
                .orElseThrow(() -> Check.of(kind, entry).broken("missing"));
    }

    void requireEnd() {
        refuse(rows.peek());
    }

    private void refuse(Optional<T> extra) {
        if (extra.isPresent()) {
            throw Check.of(kind, sequence.applyAsLong(extra.get())).broken("the journal has no entry for it");
        }
    }

    long passed() {
        return rows.passed();
    }
}
