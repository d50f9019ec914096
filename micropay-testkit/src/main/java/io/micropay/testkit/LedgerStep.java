package io.micropay.testkit;

import io.micropay.ledger.Claim;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.Presence;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/**
 * One transaction.
 *
 * @param accounts which accounts it saves; it logs them out, too
 * @param balance the balance of all of them
 * @param entries how many journal entries it adds
 * @param claims which claims it saves, unless they are settled; then it settles the even ones
 * @param sessions which credentials it saves
 * @param online which accounts it logs in
 * @param commits whether it commits
 */
record LedgerStep(
        Set<Integer> accounts,
        long balance,
        int entries,
        Set<Integer> claims,
        Set<Integer> sessions,
        Set<Integer> online,
        boolean commits) {
    /** Above those of the claims that come with entries. */
    private static final int FIRST_CLAIM = 10_000;

    /** A few transactions. */
    static final class Sequences implements ArbitrarySupplier<List<LedgerStep>> {
        Sequences() {}

        @Override
        public Arbitrary<List<LedgerStep>> get() {
            Arbitrary<Set<Integer>> some =
                    Arbitraries.integers().between(0, 11).set().ofMaxSize(6);
            return Combinators.combine(
                            some,
                            Arbitraries.longs().greaterOrEqual(0),
                            Arbitraries.integers().between(0, 24),
                            some,
                            some,
                            some,
                            Arbitraries.of(true, true, false))
                    .as(LedgerStep::new)
                    .list()
                    .ofMaxSize(8);
        }
    }

    /** Saves in two goes, to the transaction and to the model, and compares what they say after each. */
    void run(LedgerTransaction transaction, LedgerModel model) {
        model.assertSeenBy(transaction);
        LedgerChanges journal = LedgerSamples.ofEntries(model.lastCheckpoint() + 1, model.lastSequence() + 1, entries);
        List<Integer> unsettled = claims.stream()
                .map(number -> FIRST_CLAIM + number)
                .filter(number -> !model.isSettled(LedgerSamples.claimKey(number)))
                .toList();
        LedgerChanges first = new Changes(journal)
                .claims(and(
                        journal.claims(),
                        unsettled.stream().map(LedgerSamples::claim).toList()))
                .accounts(accounts.stream()
                        .map(number -> LedgerSamples.account(number, balance))
                        .toList())
                .presences(accounts.stream()
                        .map(number -> Presence.offline(LedgerSamples.name(number)))
                        .toList())
                .changes();
        LedgerChanges second = Changes.NONE
                .accounts(List.of(LedgerSamples.issuance(-balance)))
                .claims(unsettled.stream()
                        .filter(number -> number % 2 == 0)
                        .map(LedgerSamples::settledClaim)
                        .toList())
                .credentials(sessions.stream()
                        .map(number -> LedgerSamples.credential(number, entries))
                        .toList())
                .presences(online.stream()
                        .map(number -> LedgerSamples.online(number, entries))
                        .toList())
                .changes();
        for (LedgerChanges changes : List.of(first, second)) {
            transaction.save(changes);
            model.apply(changes);
            model.assertSeenBy(transaction);
        }
    }

    private static List<Claim> and(List<Claim> some, List<Claim> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
