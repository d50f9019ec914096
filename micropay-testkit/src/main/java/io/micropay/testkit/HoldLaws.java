package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.Hold;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.EntryKind;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Open holds that are past their time are found, those of the earliest time first; ended ones never. */
interface HoldLaws extends StoreLaws {
    /**
     * The due holds are the open ones past their time, those of the earliest time first.
     *
     * @param plans the holds that there are
     * @param now the moment, in milliseconds from a start
     * @param limit how many to ask for
     */
    @Property(tries = 40)
    default void dueHolds_areOpenAndPastTheirTime(
            @ForAll(supplier = HoldPlan.Lists.class) List<HoldPlan> plans,
            @ForAll @IntRange(max = 14) int now,
            @ForAll @IntRange(max = 22) int limit) {
        List<Hold> holds = HoldPlan.holds(plans);
        Instant moment = LedgerSamples.START.plusMillis(now);
        List<Hold> due = holds.stream()
                .filter(hold -> hold.isOpen() && hold.captureBy().isBefore(moment))
                .toList();
        withHolds(holds, view -> {
            List<Hold> found = view.dueHolds(moment, limit);
            assertThat(found).isSubsetOf(due).doesNotHaveDuplicates();
            assertThat(found.stream().map(Hold::captureBy))
                    .containsExactlyElementsOf(due.stream()
                            .map(Hold::captureBy)
                            .sorted()
                            .limit(limit)
                            .toList());
            assertThat(view.holds(1, Integer.MAX_VALUE)).isEqualTo(holds);
        });
    }

    /** A hold is due one millisecond after its last moment, and not before. */
    @Test
    default void hold_isNotDueAtItsLastMoment() {
        withHolds(HoldPlan.holds(List.of(new HoldPlan(5, false))), view -> {
            Instant last = LedgerSamples.START.plusMillis(5);
            assertThat(view.dueHolds(last.minusMillis(1), 9)).isEmpty();
            assertThat(view.dueHolds(last, 9)).isEmpty();
            assertThat(view.dueHolds(last.plusMillis(1), 9)).hasSize(1);
        });
    }

    /** A hold that has ended is not due, not even in the transaction that ended it. */
    @Test
    default void endedHolds_areNeverDue() {
        Trial.withStore(this, store -> {
            Trial.save(store, LedgerSamples.ofEntries(1, 1, 3));
            Hold hold = LedgerSamples.hold(3);
            Instant later = hold.captureBy().plusSeconds(1);
            try (LedgerTransaction transaction = store.begin()) {
                assertThat(transaction.dueHolds(later, 9)).containsExactly(hold);
                transaction.save(Changes.ofHolds(hold.ended(LedgerSamples.holdEnd(EntryKind.EXPIRY, 2))));
                assertThat(transaction.dueHolds(later, 9)).isEmpty();
                transaction.commit();
            }
            try (LedgerView view = store.view()) {
                assertThat(view.dueHolds(later, 9)).isEmpty();
                assertThat(view.dueHolds(Instant.ofEpochMilli(Long.MAX_VALUE), 9))
                        .isEmpty();
            }
        });
    }

    /** The limit cuts off the holds of the latest time. */
    @Test
    default void dueHolds_keepTheLimit() {
        withHolds(
                HoldPlan.holds(List.of(new HoldPlan(3, false), new HoldPlan(1, false), new HoldPlan(2, false))),
                view -> {
                    Instant later = Instant.ofEpochMilli(Long.MAX_VALUE);
                    assertThat(view.dueHolds(later, 0)).isEmpty();
                    assertThat(view.dueHolds(later, 1).stream().map(Hold::sequence))
                            .containsExactly(2L);
                    assertThat(view.dueHolds(later, 2).stream().map(Hold::sequence))
                            .containsExactly(2L, 3L);
                    assertThat(view.dueHolds(later, Integer.MAX_VALUE).stream().map(Hold::sequence))
                            .containsExactly(2L, 3L, 1L);
                    assertThat(view.dueHolds(Instant.ofEpochMilli(Long.MIN_VALUE), 9))
                            .isEmpty();
                });
    }

    /** Looks at holds in the transaction that writes them and in a view. */
    private void withHolds(List<Hold> holds, Trial.Use<LedgerView> look) {
        // Each hold is begun by one entry and may be ended by another.
        LedgerChanges rows = new Changes(LedgerSamples.ofEntries(1, 1, 2 * holds.size()))
                .holds(holds)
                .changes();
        Trial.withStore(this, store -> {
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(rows);
                look.with(transaction);
                transaction.commit();
            }
            try (LedgerView view = store.view()) {
                look.with(view);
            }
        });
    }
}
