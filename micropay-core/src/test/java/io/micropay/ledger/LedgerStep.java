package io.micropay.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One transaction.
 *
 * @param accounts which accounts it saves; it logs them out, too
 * @param balance the balance of all of them
 * @param entries how many journal entries it adds
 * @param sessions which credentials it saves
 * @param online which accounts it logs in
 * @param commits whether it commits
 */
record LedgerStep(
        Set<Integer> accounts, long balance, int entries, Set<Integer> sessions, Set<Integer> online, boolean commits) {

    static Arbitrary<LedgerStep> arbitrary() {
        Arbitrary<Set<Integer>> some =
                Arbitraries.integers().between(0, 11).set().ofMaxSize(6);
        return Combinators.combine(
                        some,
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.integers().between(0, 9),
                        some,
                        some,
                        Arbitraries.of(true, true, false))
                .as(LedgerStep::new);
    }

    /** Saves in two goes, to the transaction and to the model, and compares what they say after each. */
    void run(LedgerTransaction transaction, LedgerModel model) {
        model.assertSeenBy(transaction);
        LedgerChanges entriesAndOrders =
                LedgerSamples.ofEntries(model.lastCheckpoint() + 1, model.lastSequence() + 1, entries);
        LedgerChanges first = new LedgerChanges(
                accounts.stream()
                        .map(number -> LedgerSamples.account(number, balance))
                        .toList(),
                entriesAndOrders.orders(),
                entriesAndOrders.entries(),
                entriesAndOrders.checkpoint(),
                List.of(),
                accounts.stream()
                        .map(number -> Presence.offline(LedgerSamples.name(number)))
                        .toList());
        LedgerChanges second = new LedgerChanges(
                List.of(LedgerSamples.issuance(-balance)),
                List.of(),
                List.of(),
                Optional.empty(),
                sessions.stream()
                        .map(number -> LedgerSamples.credential(number, entries))
                        .toList(),
                online.stream()
                        .map(number -> LedgerSamples.online(number, entries))
                        .toList());
        for (LedgerChanges changes : List.of(first, second)) {
            transaction.save(changes);
            model.apply(changes);
            model.assertSeenBy(transaction);
        }
    }
}
