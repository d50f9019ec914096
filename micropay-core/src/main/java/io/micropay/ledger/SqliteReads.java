package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.OrderRef;
import java.nio.BufferUnderflowException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The queries of one connection, prepared once. A set of keys is one parameter, a JSON array, so that a load costs the
 * same handful of statements whatever its size.
 */
final class SqliteReads {
    private static final String ACCOUNT_COLUMNS =
            SqliteTables.ACCOUNT.qualified() + ", " + SqliteTables.ACCOUNT_KEY.qualified();

    // Every CROSS JOIN is one that the planner must not turn round: it goes from the few rows that are asked for to the
    // tables, by their keys, even if somebody has had SQLite count the rows of a ledger that was small then.
    private static final String KEYS_OF_ACCOUNTS = " LEFT JOIN account_key ON account_key.account = account.name";
    private static final String CHECKPOINTS_OF_ENTRIES =
            " CROSS JOIN checkpoint ON checkpoint.number = journal.checkpoint";
    private static final String WANTED = " FROM json_each(?) AS wanted CROSS JOIN ";
    private static final String WANTED_ID = "unhex(substr(wanted.value, 1, 32))";
    private static final String WANTED_PAYER = "substr(wanted.value, 33)";

    private final PreparedStatement head;
    private final PreparedStatement accountsByName;
    private final PreparedStatement ordersByRef;
    private final PreparedStatement holdsByRef;
    private final PreparedStatement claimsByKey;
    private final PreparedStatement credentialsById;
    private final PreparedStatement entriesBySequence;
    private final PreparedStatement accountsAfter;
    private final PreparedStatement credentialsAfter;
    private final PreparedStatement journalFrom;
    private final PreparedStatement ordersFrom;
    private final PreparedStatement checkpointsFrom;
    private final PreparedStatement holdsFrom;
    private final PreparedStatement claimsAfter;
    private final PreparedStatement history;
    private final PreparedStatement dueHolds;
    private final PreparedStatement online;
    private final PreparedStatement dataVersion;

    SqliteReads(Connection connection) throws SQLException {
        String order = SqliteTables.ORDER.qualified();
        String entry = SqliteTables.JOURNAL.qualified();
        String checkpoint = SqliteTables.CHECKPOINT.qualified();
        String hold = SqliteTables.HOLD.qualified();
        String claim = SqliteTables.CLAIM.qualified();
        String credential = SqliteTables.CREDENTIAL.qualified();
        head = connection.prepareStatement("SELECT (SELECT max(sequence) FROM journal), " + checkpoint
                + " FROM checkpoint WHERE number = (SELECT max(number) FROM checkpoint)");
        accountsByName = connection.prepareStatement(
                "SELECT " + ACCOUNT_COLUMNS + WANTED + "account ON account.name = wanted.value" + KEYS_OF_ACCOUNTS);
        ordersByRef = connection.prepareStatement("SELECT " + order + ", " + entry + ", " + checkpoint + WANTED
                + "payment_order ON payment_order.id = " + WANTED_ID + " AND payment_order.payer = " + WANTED_PAYER
                + " CROSS JOIN journal ON journal.sequence = payment_order.sequence" + CHECKPOINTS_OF_ENTRIES);
        holdsByRef = connection.prepareStatement("SELECT " + hold + WANTED + "hold ON hold.order_id = " + WANTED_ID
                + " AND hold.payer = " + WANTED_PAYER);
        claimsByKey =
                connection.prepareStatement("SELECT " + claim + WANTED + "claim ON claim.key = unhex(wanted.value)");
        credentialsById = connection.prepareStatement(
                "SELECT " + credential + WANTED + "credential ON credential.session_key_id = unhex(wanted.value)");
        entriesBySequence = connection.prepareStatement("SELECT " + entry + ", " + checkpoint + WANTED
                + "journal ON journal.sequence = CAST(wanted.value AS INTEGER)" + CHECKPOINTS_OF_ENTRIES);
        accountsAfter = connection.prepareStatement("SELECT " + ACCOUNT_COLUMNS + " FROM account" + KEYS_OF_ACCOUNTS
                + " WHERE account.name > ? ORDER BY account.name LIMIT ?");
        credentialsAfter = connection.prepareStatement("SELECT " + credential + " FROM credential"
                + " WHERE (session_key_id, statement) > (?, ?) ORDER BY session_key_id, statement LIMIT ?");
        journalFrom = connection.prepareStatement(
                "SELECT " + entry + " FROM journal WHERE sequence >= ? ORDER BY sequence LIMIT ?");
        ordersFrom = connection.prepareStatement(
                "SELECT " + order + " FROM payment_order WHERE sequence >= ? ORDER BY sequence LIMIT ?");
        checkpointsFrom = connection.prepareStatement(
                "SELECT " + checkpoint + " FROM checkpoint WHERE number >= ? ORDER BY number LIMIT ?");
        holdsFrom = connection.prepareStatement(
                "SELECT " + hold + " FROM hold WHERE sequence >= ? ORDER BY sequence LIMIT ?");
        claimsAfter = connection.prepareStatement("SELECT " + claim + " FROM claim WHERE key > ? ORDER BY key LIMIT ?");
        history = connection.prepareStatement("WITH RECURSIVE chain (next) AS (VALUES (?1) UNION ALL"
                + " SELECT iif(debit = ?2, debit_previous, credit_previous)"
                + " FROM chain CROSS JOIN journal ON journal.sequence = chain.next LIMIT ?3)"
                + " SELECT " + entry
                + " FROM chain CROSS JOIN journal ON journal.sequence = chain.next ORDER BY journal.sequence DESC");
        dueHolds = connection.prepareStatement("SELECT " + hold
                + " FROM hold INDEXED BY hold_open"
                + " WHERE end_status IS NULL AND capture_by < ? ORDER BY capture_by, sequence LIMIT ?");
        online = connection.prepareStatement("SELECT " + SqliteTables.PRESENCE.qualified()
                + " FROM presence INDEXED BY presence_online WHERE online = 1 ORDER BY account");
        dataVersion = connection.prepareStatement("PRAGMA data_version");
    }

    LedgerRows load(LedgerKeys keys) throws SQLException {
        return load(
                keys,
                accounts(keys.accounts().stream()
                        .map(AccountId::folded)
                        .distinct()
                        .toList()));
    }

    /** Loads all but the accounts, which are at hand. */
    LedgerRows load(LedgerKeys keys, List<Account> accounts) throws SQLException {
        return new LedgerRows(
                head(), accounts, orders(keys), holds(keys), claims(keys), credentials(keys), entries(keys));
    }

    List<Account> accounts(Collection<String> foldedNames) throws SQLException {
        return byKeys(accountsByName, foldedNames, SqliteTables::accountWithKeys);
    }

    LedgerHead head() throws SQLException {
        List<LedgerHead> heads = all(head, row -> {
            long lastSequence = row.number();
            return new LedgerHead(
                    lastSequence, Optional.of(SqliteTables.CHECKPOINT.reader().read(row)));
        });
        return heads.isEmpty() ? LedgerHead.EMPTY : heads.get(0);
    }

    List<Account> accounts(String after, int limit) throws SQLException {
        accountsAfter.setString(1, after);
        accountsAfter.setInt(2, limit);
        return all(accountsAfter, SqliteTables::accountWithKeys);
    }

    List<JournalEntry> journal(long from, int limit) throws SQLException {
        return page(journalFrom, from, limit, SqliteTables.JOURNAL.reader());
    }

    List<Presence> online() throws SQLException {
        return all(online, SqliteTables.PRESENCE.reader());
    }

    /** A number that changes when another connection has changed the file. */
    long dataVersion() throws SQLException {
        return all(dataVersion, SqliteRow::number).get(0);
    }

    List<OrderRecord> orders(long from, int limit) throws SQLException {
        return page(ordersFrom, from, limit, SqliteTables.ORDER.reader());
    }

    List<Checkpoint> checkpoints(long from, int limit) throws SQLException {
        return page(checkpointsFrom, from, limit, SqliteTables.CHECKPOINT.reader());
    }

    List<Hold> holds(long from, int limit) throws SQLException {
        return page(holdsFrom, from, limit, SqliteTables.HOLD.reader());
    }

    List<Claim> claims(byte[] after, int limit) throws SQLException {
        claimsAfter.setBytes(1, after);
        claimsAfter.setInt(2, limit);
        return all(claimsAfter, SqliteTables.CLAIM.reader());
    }

    List<Credential> credentials(byte[] afterKey, byte[] afterStatement, int limit) throws SQLException {
        credentialsAfter.setBytes(1, afterKey);
        credentialsAfter.setBytes(2, afterStatement);
        credentialsAfter.setInt(3, limit);
        return all(credentialsAfter, SqliteTables.CREDENTIAL.reader());
    }

    List<JournalEntry> history(AccountId account, long from, int limit) throws SQLException {
        history.setLong(1, from);
        history.setString(2, account.name());
        history.setInt(3, limit);
        return all(history, SqliteTables.JOURNAL.reader());
    }

    List<Hold> dueHolds(long now, int limit) throws SQLException {
        return page(dueHolds, now, limit, SqliteTables.HOLD.reader());
    }

    private static <T> List<T> page(PreparedStatement query, long from, int limit, SqliteTable.Reader<T> reader)
            throws SQLException {
        query.setLong(1, from);
        query.setInt(2, limit);
        return all(query, reader);
    }

    private List<DecidedOrder> orders(LedgerKeys keys) throws SQLException {
        return byKeys(
                ordersByRef,
                keys.orders().stream().map(SqliteReads::key).toList(),
                row -> new DecidedOrder(SqliteTables.ORDER.reader().read(row), sealed(row)));
    }

    private static SealedEntry sealed(SqliteRow row) throws SQLException {
        return new SealedEntry(
                SqliteTables.JOURNAL.reader().read(row),
                SqliteTables.CHECKPOINT.reader().read(row));
    }

    private List<Hold> holds(LedgerKeys keys) throws SQLException {
        return byKeys(holdsByRef, keys.holds().stream().map(SqliteReads::key).toList(), SqliteTables.HOLD.reader());
    }

    private List<Claim> claims(LedgerKeys keys) throws SQLException {
        return byKeys(
                claimsByKey,
                keys.claims().stream().map(key -> key.bytes().hex()).toList(),
                SqliteTables.CLAIM.reader());
    }

    private List<SealedEntry> entries(LedgerKeys keys) throws SQLException {
        return byKeys(
                entriesBySequence, keys.entries().stream().map(String::valueOf).toList(), SqliteReads::sealed);
    }

    private List<Credential> credentials(LedgerKeys keys) throws SQLException {
        return byKeys(
                credentialsById,
                keys.sessions().stream().map(id -> id.bytes().hex()).toList(),
                SqliteTables.CREDENTIAL.reader());
    }

    /** Keys are hexadecimal digits or account names, none of which JSON would have to escape. */
    private static <T> List<T> byKeys(PreparedStatement query, Collection<String> keys, SqliteTable.Reader<T> reader)
            throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        query.setString(1, keys.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")));
        return all(query, reader);
    }

    private static <T> List<T> all(PreparedStatement query, SqliteTable.Reader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet results = query.executeQuery()) {
            SqliteRow row = new SqliteRow(results);
            while (row.next()) {
                found.add(reader.read(row));
            }
        } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException | NullPointerException e) {
            throw new SQLException("a row does not make sense (" + e.getMessage() + "): restore a backup", e);
        }
        return found;
    }

    /** 32 hexadecimal digits of the id, then the payer. */
    private static String key(OrderRef ref) {
        HexFormat format = HexFormat.of();
        UUID id = ref.id().uuid();
        return format.toHexDigits(id.getMostSignificantBits())
                + format.toHexDigits(id.getLeastSignificantBits())
                + ref.payer();
    }
}
