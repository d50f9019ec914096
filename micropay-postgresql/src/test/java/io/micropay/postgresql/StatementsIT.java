package io.micropay.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.Account;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** What a batch costs, and that all of it arrives. */
@Timeout(60)
class StatementsIT {
    private static final int ACCOUNTS = 50;

    private final CountingSource counting = new CountingSource();

    /** Loads, saves and commits a batch as a server does, and gives how many statements that took. */
    private int cost(PostgresAccountStore store, long checkpoint, long first, int count) {
        counting.take();
        try (LedgerTransaction transaction = store.begin()) {
            LedgerKeys touched = Samples.touchedBy(first, count, ACCOUNTS);
            LedgerRows rows = transaction.load(touched);
            assertThat(rows.head().lastSequence()).isEqualTo(first - 1);
            List<Account> changed = touched.accounts().stream()
                    .map(name -> rows.account(name).orElseThrow())
                    .map(account -> account.after(account.balance() + count, 0, first))
                    .toList();
            transaction.save(Samples.payments(changed, checkpoint, first, count, ACCOUNTS));
            transaction.commit();
        }
        return counting.take();
    }

    @Test
    void batch_costsTheSameHandfulOfStatements_whateverItsSize() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(Server.newLedger());
        source.setUser(Server.USER);
        try (PostgresAccountStore store = PostgresAccountStore.open(counting.of(source))) {
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(Samples.ofAccounts(IntStream.range(0, ACCOUNTS)
                        .mapToObj(number -> Samples.account(number, 0))
                        .toList()));
                transaction.commit();
            }
            int one = cost(store, 1, 1, 1);
            int thousand = cost(store, 2, 2, 1000);
            assertThat(thousand).isEqualTo(one).isLessThanOrEqualTo(9);
            assertAllIsThere(store);
        }
    }

    private static void assertAllIsThere(PostgresAccountStore store) {
        try (LedgerView view = store.view()) {
            assertThat(view.journal(1, 2000)).hasSize(1001);
            assertThat(view.orders(1, 2000)).hasSize(1001);
            assertThat(view.accounts(Optional.empty(), 2000).stream()
                            .mapToLong(Account::balance)
                            .sum())
                    .isEqualTo(2 + 50 * 1000L);
            LedgerKeys touched = Samples.touchedBy(1, 1001, ACCOUNTS);
            LedgerRows rows = view.load(touched);
            assertThat(touched.orders())
                    .hasSize(1001)
                    .allMatch(ref -> rows.order(ref).isPresent());
        }
    }

    @Test
    void keysOfAccounts_areNotWrittenAgain() throws Exception {
        String url = Server.newLedger();
        try (PostgresAccountStore store = Server.connect(url)) {
            save(store, Samples.account(1, 5));
            String before = Server.text(url, "SELECT xmin::text FROM account_key");
            try (LedgerTransaction transaction = store.begin()) {
                Account account = transaction
                        .load(LedgerKeys.ofAccounts(Samples.name(1)))
                        .account(Samples.name(1))
                        .orElseThrow();
                transaction.save(Samples.ofAccount(account.after(6, 0, 0)));
                transaction.commit();
            }
            assertThat(Server.text(url, "SELECT xmin::text FROM account_key")).isEqualTo(before);
            assertThat(Server.text(url, "SELECT balance FROM account")).isEqualTo("6");
        }
    }

    private static void save(PostgresAccountStore store, Account account) {
        try (LedgerTransaction transaction = store.begin()) {
            transaction.save(Samples.ofAccount(account));
            transaction.commit();
        }
    }
}
