package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SortedRowsProperties {
    @Property
    void rows_areThoseOfATreeMap(
            @ForAll List<@IntRange(max = 50) Integer> keys,
            @ForAll @IntRange(min = -1, max = 51) int after,
            @ForAll @IntRange(min = -1, max = 51) int before,
            @ForAll @IntRange(max = 60) int limit) {
        TreeMap<Integer, String> expected = new TreeMap<>();
        SortedRows<Integer, String> rows = SortedRows.empty();
        for (int index = 0; index < keys.size(); index++) {
            expected.put(keys.get(index), "row " + index);
            rows = rows.put(keys.get(index), "row " + index);
        }
        for (int key = -1; key <= 51; key++) {
            assertThat(rows.get(key)).isEqualTo(Optional.ofNullable(expected.get(key)));
        }
        assertThat(rows.after(after, limit))
                .isEqualTo(expected.tailMap(after, false).values().stream()
                        .limit(limit)
                        .toList());
        assertThat(rows.within(after, before))
                .isEqualTo(
                        after < before
                                ? List.copyOf(expected.subMap(after, false, before, false)
                                        .values())
                                : List.of());
    }

    @Property
    void earlierMaps_stayAsTheyWere(@ForAll List<@IntRange(max = 20) Integer> keys) {
        List<SortedRows<Integer, Integer>> versions = new ArrayList<>(List.of(SortedRows.empty()));
        List<List<Integer>> seen = new ArrayList<>(List.of(List.of()));
        for (int index = 0; index < keys.size(); index++) {
            SortedRows<Integer, Integer> next = versions.get(index).put(keys.get(index), index);
            versions.add(next);
            seen.add(next.after(-1, 100));
        }
        for (int index = 0; index < versions.size(); index++) {
            assertThat(versions.get(index).after(-1, 100)).isEqualTo(seen.get(index));
        }
    }

    /** An AVL tree of n rows is at most 1.44 log2(n + 2) deep; a chain of these would be 100,000 deep and end the stack. */
    @Example
    void ascendingKeys_makeNoChain() {
        SortedRows<Integer, Integer> ascending = SortedRows.empty();
        SortedRows<Integer, Integer> descending = SortedRows.empty();
        for (int key = 0; key < 100_000; key++) {
            ascending = ascending.put(key, key);
            descending = descending.put(-key, key);
        }
        assertThat(ascending.depth()).isLessThanOrEqualTo(24);
        assertThat(descending.depth()).isLessThanOrEqualTo(24);
    }
}
