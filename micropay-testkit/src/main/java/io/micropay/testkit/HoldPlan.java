package io.micropay.testkit;

import io.micropay.ledger.Hold;
import io.micropay.model.EntryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/**
 * A hold that a law is tried on.
 *
 * @param captureBy its last moment, in milliseconds from a start
 * @param ended whether it has ended
 */
record HoldPlan(int captureBy, boolean ended) {
    /** Some holds, several of which have the same last moment. */
    static final class Lists implements ArbitrarySupplier<List<HoldPlan>> {
        Lists() {}

        @Override
        public Arbitrary<List<HoldPlan>> get() {
            return Combinators.combine(Arbitraries.integers().between(0, 12), Arbitraries.of(true, false))
                    .as(HoldPlan::new)
                    .list()
                    .ofMaxSize(20);
        }
    }

    /** Holds that were begun by the first entries of a journal, and ended by the ones after those. */
    static List<Hold> holds(List<HoldPlan> plans) {
        List<Hold> holds = new ArrayList<>();
        for (int index = 0; index < plans.size(); index++) {
            Hold like = LedgerSamples.hold(index + 1L);
            Hold open = new Hold(
                    like.order(),
                    like.digest(),
                    like.payee(),
                    like.amount(),
                    LedgerSamples.START.plusMillis(plans.get(index).captureBy()),
                    like.sequence(),
                    Optional.empty());
            holds.add(
                    plans.get(index).ended()
                            ? open.ended(LedgerSamples.holdEnd(EntryKind.RELEASE, (long) plans.size() + index + 1))
                            : open);
        }
        return holds;
    }
}
