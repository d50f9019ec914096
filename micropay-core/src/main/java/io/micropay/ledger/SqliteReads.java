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
    private static final String ACCOUNTS = "SELECT " + SqliteTables.ACCOUNT.qualified() + ", "
            + SqliteTables.ACCOUNT_KEY.qualified()
            + " FROM account LEFT JOIN account_key ON account_key.account = account.name";

    private final PreparedStatement head;
    private final PreparedStatement accountsByName;
    private final PreparedStatement ordersByRef;
    private final PreparedStatement credentialsById;
    private final PreparedStatement accountsAfter;
    private final PreparedStatement journalFrom;
    private final PreparedStatement online;
    private final PreparedStatement dataVersion;

    SqliteReads(Connection connection) throws SQLException {
        head = connection.prepareStatement("SELECT (SELECT max(sequence) FROM journal), "
                + SqliteTables.CHECKPOINT.qualified() + " FROM checkpoint ORDER BY number DESC LIMIT 1");
        accountsByName =
                connection.prepareStatement(ACCOUNTS + " WHERE account.name IN (SELECT value FROM json_each(?))");
        // CROSS JOIN keeps the planner from starting with the checkpoints, of which it expects few.
        ordersByRef = connection.prepareStatement("SELECT " + SqliteTables.ORDER.qualified() + ", "
                + SqliteTables.JOURNAL.qualified() + ", " + SqliteTables.CHECKPOINT.qualified()
                + " FROM payment_order"
                + " CROSS JOIN journal ON journal.sequence = payment_order.sequence"
                + " CROSS JOIN checkpoint ON checkpoint.number = journal.checkpoint"
                + " WHERE (payment_order.id, payment_order.payer) IN"
                + " (SELECT unhex(substr(value, 1, 32)), substr(value, 33) FROM json_each(?))");
        credentialsById = connection.prepareStatement("SELECT " + SqliteTables.CREDENTIAL.qualified()
                + " FROM credential WHERE session_key_id IN (SELECT unhex(value) FROM json_each(?))");
        accountsAfter = connection.prepareStatement(ACCOUNTS + " WHERE account.name > ? ORDER BY account.name LIMIT ?");
        journalFrom = connection.prepareStatement("SELECT " + SqliteTables.JOURNAL.qualified()
                + " FROM journal WHERE sequence >= ? ORDER BY sequence LIMIT ?");
        online = connection.prepareStatement(
                "SELECT " + SqliteTables.PRESENCE.qualified() + " FROM presence WHERE online = 1 ORDER BY account");
        dataVersion = connection.prepareStatement("PRAGMA data_version");
    }

    LedgerRows load(LedgerKeys keys) throws SQLException {
        return load(
                keys, accounts(keys.accounts().stream().map(AccountId::folded).toList()));
    }

    /** Loads all but the accounts, which are at hand. */
    LedgerRows load(LedgerKeys keys, List<Account> accounts) throws SQLException {
        return new LedgerRows(head(), accounts, orders(keys), credentials(keys));
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
        journalFrom.setLong(1, from);
        journalFrom.setInt(2, limit);
        return all(journalFrom, SqliteTables.JOURNAL.reader());
    }

    List<Presence> online() throws SQLException {
        return all(online, SqliteTables.PRESENCE.reader());
    }

    /** A number that changes when another connection has changed the file. */
    long dataVersion() throws SQLException {
        return all(dataVersion, SqliteRow::number).get(0);
    }

    private List<DecidedOrder> orders(LedgerKeys keys) throws SQLException {
        return byKeys(
                ordersByRef,
                keys.orders().stream().map(SqliteReads::key).toList(),
                row -> new DecidedOrder(
                        SqliteTables.ORDER.reader().read(row),
                        SqliteTables.JOURNAL.reader().read(row),
                        SqliteTables.CHECKPOINT.reader().read(row)));
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
