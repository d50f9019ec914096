package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is in a ledger, and whether it adds up. */
record SqliteBooks(
        List<Account> accounts,
        List<JournalEntry> journal,
        List<OrderRecord> orders,
        List<Checkpoint> checkpoints,
        List<Hold> holds,
        List<Claim> claims,
        Map<AccountId, List<JournalEntry>> histories) {
    private static final int ALL = Integer.MAX_VALUE;

    static SqliteBooks of(AccountStore store) {
        try (LedgerView view = store.view()) {
            List<Account> accounts = view.accounts(Optional.empty(), ALL);
            Map<AccountId, List<JournalEntry>> histories = new HashMap<>();
            accounts.forEach(
                    account -> histories.put(account.id(), view.history(account.id(), account.lastEntry(), ALL)));
            return new SqliteBooks(
                    accounts,
                    view.journal(1, ALL),
                    view.orders(1, ALL),
                    view.checkpoints(1, ALL),
                    view.holds(1, ALL),
                    view.claims(Optional.empty(), ALL),
                    histories);
        }
    }

    Map<AccountId, Long> balances() {
        Map<AccountId, Long> balances = new HashMap<>();
        accounts.forEach(account -> balances.put(account.id(), account.balance()));
        return balances;
    }

    /** Replays the journal: it explains every row, and every chain of a history. */
    SqliteBooks assertWhole() {
        Replay replay = new Replay();
        journal.forEach(replay::post);
        assertThat(accounts.stream().mapToLong(Account::balance).sum())
                .as("sum")
                .isZero();
        for (Account account : accounts) {
            Account expected = account.after(
                    replay.balances.getOrDefault(account.id(), 0L),
                    replay.held.getOrDefault(account.id(), 0L),
                    replay.last.getOrDefault(account.id(), 0L));
            assertThat(account).isEqualTo(expected);
            List<JournalEntry> backwards = new ArrayList<>(replay.histories.getOrDefault(account.id(), List.of()));
            Collections.reverse(backwards);
            assertThat(histories.get(account.id()))
                    .as("history of " + account.id())
                    .isEqualTo(backwards);
        }
        assertOrdersAreInTheJournal();
        assertCheckpointsAreAChain();
        return this;
    }

    private void assertOrdersAreInTheJournal() {
        for (OrderRecord order : orders) {
            JournalEntry entry = journal.get(Math.toIntExact(order.sequence() - 1));
            assertThat(entry.order()).contains(order.id());
            assertThat(List.of(entry.debit().account(), entry.credit().account()))
                    .contains(order.payer());
        }
    }

    private void assertCheckpointsAreAChain() {
        Digest previous = Digest.NONE;
        long entries = 0;
        for (Checkpoint checkpoint : checkpoints) {
            assertThat(checkpoint.previous()).isEqualTo(previous);
            previous = checkpoint.digest();
            for (int leaf = 0; leaf < checkpoint.treeSize(); leaf++, entries++) {
                Proof proof = journal.get(Math.toIntExact(entries)).proof();
                assertThat(proof.checkpoint()).isEqualTo(checkpoint.number());
                assertThat(proof.leafIndex()).isEqualTo(leaf);
            }
        }
        assertThat(journal).hasSize(Math.toIntExact(entries));
    }

    /** The same books at an earlier moment. */
    void assertPrefixOf(SqliteBooks later) {
        assertThat(journal).isEqualTo(later.journal.subList(0, journal.size()));
        assertThat(checkpoints).isEqualTo(later.checkpoints.subList(0, checkpoints.size()));
        assertThat(orders).isEqualTo(later.orders.subList(0, orders.size()));
    }

    private static final class Replay {
        private final Map<AccountId, Long> balances = new HashMap<>();
        private final Map<AccountId, Long> held = new HashMap<>();
        private final Map<AccountId, Long> last = new HashMap<>();
        private final Map<AccountId, List<JournalEntry>> histories = new HashMap<>();
        private long sequence;

        void post(JournalEntry entry) {
            sequence++;
            assertThat(entry.sequence()).isEqualTo(sequence);
            AccountId debit = entry.debit().account();
            AccountId credit = entry.credit().account();
            assertThat(entry.debit().previous()).isEqualTo(last.getOrDefault(debit, 0L));
            assertThat(entry.credit().previous()).isEqualTo(last.getOrDefault(credit, 0L));
            balances.merge(debit, -entry.amount(), Long::sum);
            balances.merge(credit, entry.amount(), Long::sum);
            held.merge(debit, entry.held(), Long::sum);
            assertThat(entry.debit().balance()).isEqualTo(balances.get(debit));
            assertThat(entry.credit().balance()).isEqualTo(balances.get(credit));
            list(debit, entry);
            if (entry.amount() != 0) {
                list(credit, entry);
            }
        }

        private void list(AccountId account, JournalEntry entry) {
            last.put(account, entry.sequence());
            histories.computeIfAbsent(account, unseen -> new ArrayList<>()).add(entry);
        }
    }
}
