package io.micropay.postgresql;

import static io.micropay.postgresql.ColumnType.BYTES;
import static io.micropay.postgresql.ColumnType.COUNT;
import static io.micropay.postgresql.ColumnType.FLAG;
import static io.micropay.postgresql.ColumnType.NUMBER;
import static io.micropay.postgresql.ColumnType.TEXT;
import static io.micropay.postgresql.Table.column;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.AccountState;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.SessionGrant;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables about accounts, and what their columns mean. */
final class AccountTables {
    /** Accounts without their keys, which lie in {@link #KEYS}. */
    static final Table<Account> ACCOUNT = new Table<>(
            "account",
            List.of(
                    column("folded", TEXT, account -> account.id().folded()),
                    column("name", TEXT, account -> account.id().name()),
                    column("balance", NUMBER, Account::balance),
                    column("held", NUMBER, Account::held),
                    column("state", TEXT, account -> account.state().name()),
                    column("last_entry", NUMBER, Account::lastEntry),
                    column(
                            "registered_at",
                            NUMBER,
                            account -> account.registeredAt().toEpochMilli())),
            AccountTables::account);

    static final Table<KeysOfAccount> KEYS = new Table<>(
            "account_key",
            List.of(
                    column("folded", TEXT, KeysOfAccount::folded),
                    column("account_key_id", BYTES, key(keys -> keys.id().bytes())),
                    column(
                            "sealing_key_id",
                            BYTES,
                            key(keys -> keys.sealingKeyId().bytes())),
                    column("account_key", BYTES, key(AccountKeys::accountKey)),
                    column("sealing_key", BYTES, key(AccountKeys::sealingKey))),
            AccountTables::keys);

    static final Table<Credential> CREDENTIAL = new Table<>(
            "credential",
            List.of(
                    column("session_key_id", BYTES, row -> bytes(row.grant().sessionKey())),
                    column("statement", BYTES, row -> row.statement().toByteArray()),
                    column("server_key_id", BYTES, row -> bytes(row.grant().serverKey())),
                    column("account", TEXT, row -> row.grant().account().name()),
                    column("sealing_key_id", BYTES, row -> bytes(row.grant().sealingKey())),
                    column("valid_from", NUMBER, row -> row.grant().from().toEpochMilli()),
                    column("valid_until", NUMBER, row -> row.grant().until().toEpochMilli()),
                    column("signer", BYTES, row -> bytes(row.signature().signer())),
                    column("previous", BYTES, AccountTables::previous),
                    column("tree_size", COUNT, row -> row.signature().treeSize()),
                    column("leaf_index", COUNT, row -> row.signature().leafIndex()),
                    column("audit_path", BYTES, row -> joined(row.signature().auditPath())),
                    column(
                            "signature",
                            BYTES,
                            row -> row.signature().signature().toByteArray()),
                    column("account_key", BYTES, row -> row.accountKey().toByteArray()),
                    column("session_key", BYTES, row -> row.sessionKey().toByteArray()),
                    column("sealing_key", BYTES, row -> row.sealingKey().toByteArray())),
            AccountTables::credential);

    static final Table<Presence> PRESENCE = new Table<>(
            "presence",
            List.of(
                    column("folded", TEXT, presence -> presence.account().folded()),
                    column("account", TEXT, presence -> presence.account().name()),
                    column("online", FLAG, Presence::online),
                    column("ip", TEXT, Presence::host),
                    column("public_port", COUNT, Presence::publicPort),
                    column("private_port", COUNT, Presence::peerPort)),
            AccountTables::presence);

    /** The keys of one account. */
    record KeysOfAccount(String folded, Optional<AccountKeys> keys) {
        static KeysOfAccount of(Account account) {
            return new KeysOfAccount(account.id().folded(), account.keys());
        }
    }

    private AccountTables() {}

    /** Reads the columns of {@link #ACCOUNT} and then those of {@link #KEYS}. */
    static Account accountWithKeys(Row row) throws SQLException {
        Account account = ACCOUNT.reader().read(row);
        return new Account(
                account.id(),
                keys(row).keys(),
                account.balance(),
                account.held(),
                account.state(),
                account.lastEntry(),
                account.registeredAt());
    }

    /** Digests as one, to be read by {@link Row#digests()}. */
    static byte[] joined(List<Digest> digests) {
        byte[] joined = new byte[digests.size() * Digest.SIZE];
        for (int index = 0; index < digests.size(); index++) {
            digests.get(index).bytes().copyTo(joined, index * Digest.SIZE);
        }
        return joined;
    }

    private static Account account(Row row) throws SQLException {
        row.skip();
        return new Account(
                row.account(),
                Optional.empty(),
                row.number(),
                row.number(),
                AccountState.valueOf(row.text()),
                row.number(),
                row.moment());
    }

    private static KeysOfAccount keys(Row row) throws SQLException {
        String folded = row.text();
        Bytes id = row.nullableBytes();
        Bytes sealingKeyId = row.nullableBytes();
        Bytes accountKey = row.nullableBytes();
        Bytes sealingKey = row.nullableBytes();
        return new KeysOfAccount(
                folded,
                id == null || sealingKeyId == null || accountKey == null || sealingKey == null
                        ? Optional.empty()
                        : Optional.of(new AccountKeys(KeyId.of(id), KeyId.of(sealingKeyId), accountKey, sealingKey)));
    }

    private static Credential credential(Row row) throws SQLException {
        KeyId sessionKeyId = row.keyId();
        Bytes statement = row.bytes();
        KeyId serverKeyId = row.keyId();
        AccountId account = row.account();
        KeyId sealingKeyId = row.keyId();
        SessionGrant grant =
                new SessionGrant(serverKeyId, account, sessionKeyId, sealingKeyId, row.moment(), row.moment());
        return new Credential(grant, statement, signature(row), row.bytes(), row.bytes(), row.bytes());
    }

    private static BatchSignature signature(Row row) throws SQLException {
        return new BatchSignature(
                row.keyId(),
                Optional.ofNullable(row.nullableBytes()).map(Digest::new),
                row.count(),
                row.count(),
                row.digests(),
                row.bytes());
    }

    private static Presence presence(Row row) throws SQLException {
        row.skip();
        return new Presence(row.account(), row.flag(), row.text(), row.count(), row.count());
    }

    private static Function<KeysOfAccount, @Nullable Object> key(Function<AccountKeys, Bytes> part) {
        return row -> row.keys().map(keys -> part.apply(keys).toByteArray()).orElse(null);
    }

    private static byte @Nullable [] previous(Credential row) {
        return row.signature()
                .previous()
                .map(digest -> digest.bytes().toByteArray())
                .orElse(null);
    }

    private static byte[] bytes(KeyId id) {
        return id.bytes().toByteArray();
    }
}
