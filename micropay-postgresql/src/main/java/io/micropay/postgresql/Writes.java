package io.micropay.postgresql;

import io.micropay.ledger.Account;
import io.micropay.ledger.LedgerChanges;
import io.micropay.postgresql.AccountTables.KeysOfAccount;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The writing statements of one connection: one for each kind of rows. */
final class Writes {
    private static final String ACCOUNT = AccountTables.ACCOUNT.upsert(1);
    private static final String KEYS = AccountTables.KEYS.upsert(1);
    private static final String CHECKPOINT = JournalTables.CHECKPOINT.insert();
    private static final String JOURNAL = JournalTables.JOURNAL.insert();
    private static final String ORDER = JournalTables.ORDER.insert();
    private static final String HOLD = JournalTables.HOLD.upsert(2);
    private static final String CLAIM = JournalTables.CLAIM.upsert(1);
    private static final String CREDENTIAL = AccountTables.CREDENTIAL.upsert(2);
    private static final String PRESENCE = AccountTables.PRESENCE.upsert(1);

    private final Connection jdbc;

    Writes(Connection jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes in the order that the foreign keys ask for.
     *
     * @param keysChanged whether the keys of an account are to be written, too
     */
    void save(LedgerChanges changes, Predicate<Account> keysChanged) throws SQLException {
        // In one order, so that two who lock accounts wait for each other and not both.
        List<Account> accounts = changes.accounts().stream()
                .sorted(Comparator.comparing(account -> account.id().folded()))
                .toList();
        AccountTables.ACCOUNT.write(jdbc, ACCOUNT, accounts);
        AccountTables.KEYS.write(
                jdbc,
                KEYS,
                accounts.stream().filter(keysChanged).map(KeysOfAccount::of).toList());
        JournalTables.CHECKPOINT.write(
                jdbc, CHECKPOINT, changes.checkpoint().stream().toList());
        JournalTables.JOURNAL.write(jdbc, JOURNAL, changes.entries());
        JournalTables.ORDER.write(jdbc, ORDER, changes.orders());
        JournalTables.HOLD.write(jdbc, HOLD, changes.holds());
        JournalTables.CLAIM.write(jdbc, CLAIM, changes.claims());
        AccountTables.CREDENTIAL.write(
                jdbc,
                CREDENTIAL,
                latest(
                        changes.credentials(),
                        credential -> List.of(credential.grant().sessionKey(), credential.statement())));
        AccountTables.PRESENCE.write(
                jdbc,
                PRESENCE,
                latest(changes.presences(), presence -> presence.account().folded()));
    }

    /** The last row of each key: one statement cannot write a row twice. */
    private static <K, T> List<T> latest(List<T> rows, Function<T, K> key) {
        Map<K, T> latest = new LinkedHashMap<>();
        rows.forEach(row -> latest.put(key.apply(row), row));
        return List.copyOf(latest.values());
    }
}
