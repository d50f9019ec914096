package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The history of an account is found along its chain, newest entry first, in pages that fit together. */
interface HistoryLaws extends StoreLaws {
    /**
     * The history of each account is its entries in a random journal, the newest first.
     *
     * @param moves what the journal says
     * @param limit how many to ask for
     */
    @Property(tries = 30)
    default void histories_areWhatTheJournalSays(
            @ForAll(supplier = Chains.Moves.class) List<Chains.Move> moves, @ForAll @IntRange(max = 20) int limit) {
        withJournal(moves, (view, chains) -> {
            for (AccountId account : chains.accounts()) {
                List<JournalEntry> expected = chains.history(account);
                long last = chains.last(account);
                assertThat(view.history(account, last, limit))
                        .isEqualTo(expected.subList(0, Math.min(limit, expected.size())));
                assertThat(view.history(account, last, Integer.MAX_VALUE)).isEqualTo(expected);
            }
        });
    }

    /**
     * The pages of a history, each begun where the last one points, are the history.
     *
     * @param moves what the journal says
     * @param size the size of a page
     */
    @Property(tries = 20)
    default void pagesOfAHistory_fitTogether(
            @ForAll(supplier = Chains.Moves.class) List<Chains.Move> moves,
            @ForAll @IntRange(min = 1, max = 7) int size) {
        withJournal(moves, (view, chains) -> {
            for (AccountId account : chains.accounts()) {
                List<JournalEntry> expected = chains.history(account);
                List<JournalEntry> collected = new ArrayList<>();
                long from = chains.last(account);
                while (from != 0 && collected.size() <= expected.size()) {
                    List<JournalEntry> page = view.history(account, from, size);
                    assertThat(page).isNotEmpty().hasSizeLessThanOrEqualTo(size);
                    collected.addAll(page);
                    from = page.get(page.size() - 1).previousOf(account);
                }
                assertThat(collected).isEqualTo(expected);
            }
        });
    }

    /** A history of 1,500 entries is read in one go. */
    @Test
    default void longHistory_isReadToItsEnd() {
        int entries = 1_500;
        withJournal(Collections.nCopies(entries, new Chains.Move(0, 1, 5)), (view, chains) -> {
            for (AccountId account : chains.accounts()) {
                assertThat(view.history(account, chains.last(account), Integer.MAX_VALUE))
                        .isEqualTo(chains.history(account))
                        .hasSize(entries);
            }
        });
    }

    /** A history with a limit of zero is empty. */
    @Test
    default void historyWithLimitZero_isEmpty() {
        withJournal(List.of(new Chains.Move(0, 1, 5)), (view, chains) -> {
            for (AccountId account : chains.accounts()) {
                assertThat(view.history(account, chains.last(account), 0)).isEmpty();
            }
        });
    }

    /** A rejection names two accounts, but only the payer's history has it. */
    @Test
    default void entryThatMovesNothing_isInOneHistoryOnly() {
        List<Chains.Move> moves = List.of(new Chains.Move(0, 1, 5), new Chains.Move(0, 1, 0), new Chains.Move(1, 0, 3));
        withJournal(moves, (view, chains) -> {
            assertThat(sequences(view, chains, 0)).containsExactly(3L, 2L, 1L);
            assertThat(sequences(view, chains, 1)).containsExactly(3L, 1L);
        });
    }

    private static List<Long> sequences(LedgerView view, Chains chains, int number) {
        AccountId account = LedgerSamples.name(number);
        return view.history(account, chains.last(account), 9).stream()
                .map(JournalEntry::sequence)
                .toList();
    }

    /** Looks at a journal in the transaction that writes it, in the next one, and in a view. */
    private void withJournal(List<Chains.Move> moves, Chains.Look look) {
        Chains chains = Chains.of(moves);
        Trial.withStore(this, store -> {
            try (LedgerTransaction transaction = store.begin()) {
                LedgerChanges changes = chains.changes();
                transaction.save(changes);
                look.at(transaction, chains);
                transaction.commit();
            }
            try (LedgerTransaction transaction = store.begin()) {
                look.at(transaction, chains);
            }
            try (LedgerView view = store.view()) {
                look.at(view, chains);
            }
        });
    }
}
