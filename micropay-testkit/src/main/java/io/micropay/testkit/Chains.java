package io.micropay.testkit;

import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.Posting;
import io.micropay.model.AccountId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** A journal whose entries are chained as the rules chain them, with each account's history written down beside it. */
final class Chains {
    private static final int ACCOUNTS = 5;

    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<AccountId, Long> balances = new HashMap<>();
    private final Map<AccountId, List<JournalEntry>> histories = new HashMap<>();

    private Chains() {}

    /** What is done with a store that has the journal. */
    interface Look {
        void at(LedgerView view, Chains chains);
    }

    /**
     * What an entry says.
     *
     * @param debit the number of the account that gives
     * @param credit the number of the account that gets, another one
     * @param amount how much; zero leaves the history of the second account alone
     */
    record Move(int debit, int credit, long amount) {}

    /** Journals of any length, in which every third entry moves nothing. */
    static final class Moves implements ArbitrarySupplier<List<Move>> {
        Moves() {}

        @Override
        public Arbitrary<List<Move>> get() {
            return Combinators.combine(
                            Arbitraries.integers().between(0, ACCOUNTS - 1),
                            Arbitraries.integers().between(1, ACCOUNTS - 1),
                            Arbitraries.of(0L, 1L, 1_000L))
                    .as((debit, distance, amount) -> new Move(debit, (debit + distance) % ACCOUNTS, amount))
                    .list()
                    .ofMaxSize(40);
        }
    }

    static Chains of(List<Move> moves) {
        Chains chains = new Chains();
        moves.forEach(chains::add);
        return chains;
    }

    private void add(Move move) {
        AccountId debit = LedgerSamples.name(move.debit());
        AccountId credit = LedgerSamples.name(move.credit());
        long sequence = entries.size() + 1L;
        JournalEntry like = LedgerSamples.entry(sequence, 1);
        JournalEntry entry = new JournalEntry(
                sequence,
                like.kind(),
                new Posting(debit, balances.merge(debit, -move.amount(), Long::sum), last(debit)),
                new Posting(credit, balances.merge(credit, move.amount(), Long::sum), last(credit)),
                move.amount(),
                0,
                like.order(),
                like.at(),
                like.statement(),
                like.proof());
        entries.add(entry);
        histories.computeIfAbsent(debit, name -> new ArrayList<>()).add(entry);
        if (move.amount() != 0) {
            histories.computeIfAbsent(credit, name -> new ArrayList<>()).add(entry);
        }
    }

    /** The accounts that have a history. */
    Set<AccountId> accounts() {
        return histories.keySet();
    }

    /** The sequence of the last entry of a history; 0 if there is none. */
    long last(AccountId account) {
        List<JournalEntry> history = histories.getOrDefault(account, List.of());
        return history.isEmpty() ? 0 : history.get(history.size() - 1).sequence();
    }

    /** The newest entry first. */
    List<JournalEntry> history(AccountId account) {
        List<JournalEntry> history = new ArrayList<>(histories.getOrDefault(account, List.of()));
        Collections.reverse(history);
        return history;
    }

    LedgerChanges changes() {
        return Changes.NONE
                .entries(entries, LedgerSamples.checkpoint(1, Math.max(1, entries.size())))
                .changes();
    }
}
