package io.micropay.internal.audit;

import io.micropay.error.MicropayException;
import io.micropay.error.StoreException;
import io.micropay.model.AuditFinding;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The rows of one kind, in the order of their keys, read in pages.
 *
 * @param <K> the key by which the store pages
 * @param <T> the row
 */
final class Rows<K, T> {
    private static final int PAGE = 1024;

    private final AuditFinding.Row kind;
    private final Pages<K, T> pages;
    private final Function<T, K> following;
    private K from;
    private Iterator<T> page = List.<T>of().iterator();
    private Optional<T> next = Optional.empty();
    private int pageSize = PAGE;
    private boolean isLastPage;
    private long passed;

    /** One page of rows. */
    interface Pages<K, T> {
        List<T> read(K from, int limit);
    }

    /**
     * Begins before the first row.
     *
     * @param following where to go on after a row
     */
    Rows(AuditFinding.Row kind, K from, Pages<K, T> pages, Function<T, K> following) {
        this.kind = kind;
        this.from = from;
        this.pages = pages;
        this.following = following;
    }

    /** The next row, which stays the next. */
    Optional<T> peek() {
        if (next.isEmpty()) {
            if (!page.hasNext() && !isLastPage) {
                turn();
            }
            if (page.hasNext()) {
                next = Optional.of(page.next());
            }
        }
        return next;
    }

    /** The next row, if it is as wanted; it is passed then. */
    Optional<T> take(Predicate<T> wanted) {
        Optional<T> found = peek().filter(wanted);
        if (found.isPresent()) {
            next = Optional.empty();
            passed++;
        }
        return found;
    }

    /** The next row, passed. */
    Optional<T> take() {
        return take(row -> true);
    }

    /** How many rows were taken. */
    long passed() {
        return passed;
    }

    private void turn() {
        List<T> rows;
        try {
            rows = pages.read(from, pageSize);
        } catch (StoreException e) {
            if (pageSize > 1 && !e.isTransient()) {
                // Row by row, so that what comes before the bad one is looked at first and the bad one has a number.
                pageSize = 1;
                turn();
                return;
            }
            throw asFinding(e, kind, "no. " + (passed + 1));
        }
        isLastPage = rows.size() < pageSize;
        if (!rows.isEmpty()) {
            from = following.apply(rows.get(rows.size() - 1));
        }
        page = rows.iterator();
    }

    /** Reads rows by their keys. */
    static <R> R read(AuditFinding.Row kind, String key, Supplier<R> query) {
        try {
            return query.get();
        } catch (StoreException e) {
            throw asFinding(e, kind, key);
        }
    }

    /** A row that the store cannot make sense of is a finding; what may pass is not. */
    private static MicropayException asFinding(StoreException failure, AuditFinding.Row kind, String key) {
        return failure.isTransient() ? failure : new Check(kind, key).broken(String.valueOf(failure.getMessage()));
    }
}
