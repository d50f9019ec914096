package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.LedgerPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Reads page after page, and no further once there are too many rows: a wrong store must not keep a test for ever. */
final class Pages {
    /** One of the methods that read by number. */
    interface ByNumber<T> {
        List<T> read(LedgerPages pages, long from, int limit);
    }

    /** One of the methods that read by key. */
    interface ByKey<T, K> {
        List<T> read(Optional<K> after, int limit);
    }

    private Pages() {}

    /** Reads one page, and then all of them. */
    static <T> void assertRead(
            LedgerPages pages, Pages.ByNumber<T> method, ToLongFunction<T> number, List<T> rows, long from, int limit) {
        assertThat(method.read(pages, from, limit))
                .isEqualTo(first(
                        limit,
                        rows.stream()
                                .filter(row -> number.applyAsLong(row) >= from)
                                .toList()));
        List<T> collected = new ArrayList<>();
        List<T> page = method.read(pages, Long.MIN_VALUE, 4);
        while (!page.isEmpty() && collected.size() <= rows.size()) {
            collected.addAll(page);
            page = method.read(pages, number.applyAsLong(page.get(page.size() - 1)) + 1, 4);
        }
        assertThat(collected).isEqualTo(rows);
    }

    static <T, K> List<T> all(Pages.ByKey<T, K> method, Function<T, K> key, int expected) {
        List<T> collected = new ArrayList<>();
        List<T> page = method.read(Optional.empty(), 3);
        while (!page.isEmpty() && collected.size() <= expected) {
            collected.addAll(page);
            page = method.read(Optional.of(key.apply(page.get(page.size() - 1))), 3);
        }
        return collected;
    }

    static <T> List<T> first(int limit, List<T> rows) {
        return rows.subList(0, Math.min(limit, rows.size()));
    }
}
