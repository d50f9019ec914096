package io.micropay.postgresql;

import io.micropay.ledger.Account;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.DecidedOrder;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerHead;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.ledger.SealedEntry;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The queries of one connection. A set of keys is one parameter for each column of the key, an array, so that a load costs
 * the same handful of statements whatever its size. The driver keeps the statements prepared from one use to the next.
 */
final class Reads {
    private static final String ACCOUNTS = "SELECT " + AccountTables.ACCOUNT.qualified() + ", "
            + AccountTables.KEYS.qualified() + " FROM account JOIN account_key ON account_key.folded = account.folded";

    private static final String SEALED =
            JournalTables.JOURNAL.qualified() + ", " + JournalTables.CHECKPOINT.qualified();

    private static final String HEAD = "SELECT (SELECT max(sequence) FROM journal), "
            + JournalTables.CHECKPOINT.qualified() + " FROM checkpoint ORDER BY number DESC LIMIT 1";

    private static final String ACCOUNTS_BY_NAME = ACCOUNTS + " WHERE account.folded = ANY (?::text[])";

    private static final String ORDERS_BY_REF = "SELECT " + JournalTables.ORDER.qualified() + ", " + SEALED
            + " FROM unnest(?::uuid[], ?::text[]) AS wanted (id, payer)"
            + " JOIN payment_order ON payment_order.id = wanted.id AND payment_order.payer = wanted.payer"
            + " JOIN journal ON journal.sequence = payment_order.sequence"
            + " JOIN checkpoint ON checkpoint.number = journal.checkpoint";

    private static final String HOLDS_BY_REF = "SELECT " + JournalTables.HOLD.qualified()
            + " FROM unnest(?::uuid[], ?::text[]) AS wanted (id, payer)"
            + " JOIN hold ON hold.order_id = wanted.id AND hold.payer = wanted.payer";

    private static final String CLAIMS_BY_KEY =
            "SELECT " + JournalTables.CLAIM.qualified() + " FROM claim WHERE key = ANY (?::bytea[])";

    private static final String ENTRIES_BY_SEQUENCE = "SELECT " + SEALED
            + " FROM journal JOIN checkpoint ON checkpoint.number = journal.checkpoint"
            + " WHERE journal.sequence = ANY (?::int8[])";

    private static final String CREDENTIALS_BY_ID = "SELECT " + AccountTables.CREDENTIAL.qualified()
            + " FROM credential WHERE session_key_id = ANY (?::bytea[])";

    private static final String ACCOUNTS_AFTER = ACCOUNTS + " WHERE account.folded > ? ORDER BY account.folded LIMIT ?";

    private static final String JOURNAL_FROM = "SELECT " + JournalTables.JOURNAL.qualified()
            + " FROM journal WHERE sequence >= ? ORDER BY sequence LIMIT ?";

    private static final String ORDERS_FROM = "SELECT " + JournalTables.ORDER.qualified()
            + " FROM payment_order WHERE sequence >= ? ORDER BY sequence LIMIT ?";

    private static final String CHECKPOINTS_FROM = "SELECT " + JournalTables.CHECKPOINT.qualified()
            + " FROM checkpoint WHERE number >= ? ORDER BY number LIMIT ?";

    private static final String HOLDS_FROM =
            "SELECT " + JournalTables.HOLD.qualified() + " FROM hold WHERE sequence >= ? ORDER BY sequence LIMIT ?";

    private static final String CLAIMS_AFTER =
            "SELECT " + JournalTables.CLAIM.qualified() + " FROM claim WHERE key > ? ORDER BY key LIMIT ?";

    private static final String CREDENTIALS_AFTER = "SELECT " + AccountTables.CREDENTIAL.qualified()
            + " FROM credential WHERE (session_key_id, statement) > (?, ?) ORDER BY session_key_id, statement LIMIT ?";

    /** A chain only leads backwards: a damaged one must not lead in circles. */
    private static final String HISTORY = "WITH RECURSIVE chain AS ("
            + "SELECT journal.*, 1 AS place FROM journal WHERE sequence = ?"
            + " UNION ALL SELECT journal.*, chain.place + 1 FROM chain JOIN journal ON journal.sequence ="
            + " CASE WHEN chain.debit = ? THEN chain.debit_previous ELSE chain.credit_previous END"
            + " WHERE chain.place < ? AND journal.sequence < chain.sequence)"
            + " SELECT " + JournalTables.JOURNAL.qualified().replace("journal.", "chain.")
            + " FROM chain ORDER BY sequence DESC LIMIT ?";

    private static final String DUE_HOLDS = "SELECT " + JournalTables.HOLD.qualified()
            + " FROM hold WHERE end_status IS NULL AND capture_by < ? ORDER BY capture_by LIMIT ?";

    private static final String ONLINE =
            "SELECT " + AccountTables.PRESENCE.qualified() + " FROM presence WHERE online ORDER BY folded";

    private final Connection jdbc;

    Reads(Connection jdbc) {
        this.jdbc = jdbc;
    }

    LedgerRows load(LedgerKeys keys) throws SQLException {
        return new LedgerRows(
                head(), accounts(keys), orders(keys), holds(keys), claims(keys), credentials(keys), entries(keys));
    }

    List<Account> accounts(String after, int limit) throws SQLException {
        return query(ACCOUNTS_AFTER).with(after).with(limit).all(AccountTables::accountWithKeys);
    }

    List<JournalEntry> journal(long from, int limit) throws SQLException {
        return query(JOURNAL_FROM).with(from).with(limit).all(JournalTables.JOURNAL.reader());
    }

    List<OrderRecord> orders(long from, int limit) throws SQLException {
        return query(ORDERS_FROM).with(from).with(limit).all(JournalTables.ORDER.reader());
    }

    List<Checkpoint> checkpoints(long from, int limit) throws SQLException {
        return query(CHECKPOINTS_FROM).with(from).with(limit).all(JournalTables.CHECKPOINT.reader());
    }

    List<Hold> holds(long from, int limit) throws SQLException {
        return query(HOLDS_FROM).with(from).with(limit).all(JournalTables.HOLD.reader());
    }

    List<Claim> claims(byte[] after, int limit) throws SQLException {
        return query(CLAIMS_AFTER).with(after).with(limit).all(JournalTables.CLAIM.reader());
    }

    List<Credential> credentials(byte[] afterKey, byte[] afterStatement, int limit) throws SQLException {
        return query(CREDENTIALS_AFTER)
                .with(afterKey)
                .with(afterStatement)
                .with(limit)
                .all(AccountTables.CREDENTIAL.reader());
    }

    List<JournalEntry> history(AccountId account, long from, int limit) throws SQLException {
        return query(HISTORY)
                .with(from)
                .with(account.name())
                .with(limit)
                .with(limit)
                .all(JournalTables.JOURNAL.reader());
    }

    List<Hold> dueHolds(long now, int limit) throws SQLException {
        return query(DUE_HOLDS).with(now).with(limit).all(JournalTables.HOLD.reader());
    }

    List<Presence> online() throws SQLException {
        return query(ONLINE).all(AccountTables.PRESENCE.reader());
    }

    private Query query(String sql) {
        return new Query(jdbc, sql);
    }

    private LedgerHead head() throws SQLException {
        List<LedgerHead> heads = query(HEAD).all(row -> {
            long lastSequence = row.number();
            return new LedgerHead(
                    lastSequence, Optional.of(JournalTables.CHECKPOINT.reader().read(row)));
        });
        return heads.isEmpty() ? LedgerHead.EMPTY : heads.get(0);
    }

    private List<Account> accounts(LedgerKeys keys) throws SQLException {
        String[] names =
                keys.accounts().stream().map(AccountId::folded).distinct().toArray(String[]::new);
        return names.length == 0
                ? List.of()
                : query(ACCOUNTS_BY_NAME).with(ColumnType.TEXT, names).all(AccountTables::accountWithKeys);
    }

    private List<DecidedOrder> orders(LedgerKeys keys) throws SQLException {
        return byRef(
                ORDERS_BY_REF,
                keys.orders(),
                row -> new DecidedOrder(JournalTables.ORDER.reader().read(row), JournalTables.sealed(row)));
    }

    private List<Hold> holds(LedgerKeys keys) throws SQLException {
        return byRef(HOLDS_BY_REF, keys.holds(), JournalTables.HOLD.reader());
    }

    private <T> List<T> byRef(String sql, Collection<OrderRef> refs, Table.Reader<T> reader) throws SQLException {
        return refs.isEmpty()
                ? List.of()
                : query(sql)
                        .with(
                                ColumnType.ID,
                                refs.stream().map(ref -> ref.id().uuid()).toArray(UUID[]::new))
                        .with(
                                ColumnType.TEXT,
                                refs.stream().map(ref -> ref.payer().name()).toArray(String[]::new))
                        .all(reader);
    }

    private List<Claim> claims(LedgerKeys keys) throws SQLException {
        return byBytes(CLAIMS_BY_KEY, keys.claims(), Digest::bytes, JournalTables.CLAIM.reader());
    }

    private List<Credential> credentials(LedgerKeys keys) throws SQLException {
        return byBytes(CREDENTIALS_BY_ID, keys.sessions(), KeyId::bytes, AccountTables.CREDENTIAL.reader());
    }

    private <K, T> List<T> byBytes(String sql, Collection<K> keys, Function<K, Bytes> bytes, Table.Reader<T> reader)
            throws SQLException {
        return keys.isEmpty()
                ? List.of()
                : query(sql)
                        .with(
                                ColumnType.BYTES,
                                keys.stream()
                                        .map(key -> bytes.apply(key).toByteArray())
                                        .toArray(byte[][]::new))
                        .all(reader);
    }

    private List<SealedEntry> entries(LedgerKeys keys) throws SQLException {
        return keys.entries().isEmpty()
                ? List.of()
                : query(ENTRIES_BY_SEQUENCE)
                        .with(ColumnType.NUMBER, keys.entries().toArray(Long[]::new))
                        .all(JournalTables::sealed);
    }
}
