package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.SessionGrant;
import io.micropay.model.StatusCode;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of the schema, and what their columns mean. */
final class SqliteTables {
    /** Accounts without their keys, which lie in {@link #ACCOUNT_KEY}. */
    static final SqliteTable<Account> ACCOUNT = new SqliteTable<>(
            "account",
            List.of("name"),
            List.of("balance", "held", "state", "last_entry", "registered_at"),
            SqliteTables::account,
            SqliteTables::columns);

    static final SqliteTable<KeysOfAccount> ACCOUNT_KEY = new SqliteTable<>(
            "account_key",
            List.of("account"),
            List.of("account_key_id", "sealing_key_id", "account_key", "sealing_key"),
            SqliteTables::keys,
            SqliteTables::columns);

    static final SqliteTable<Checkpoint> CHECKPOINT = new SqliteTable<>(
            "checkpoint",
            List.of("number"),
            List.of("digest", "previous", "tree_size", "root", "signer", "signature"),
            SqliteTables::checkpoint,
            SqliteTables::columns);

    static final SqliteTable<JournalEntry> JOURNAL = new SqliteTable<>(
            "journal",
            List.of("sequence"),
            List.of(
                    "kind",
                    "debit",
                    "debit_balance",
                    "debit_previous",
                    "credit",
                    "credit_balance",
                    "credit_previous",
                    "amount",
                    "held",
                    "order_id",
                    "at",
                    "statement",
                    "checkpoint",
                    "leaf_index",
                    "audit_path"),
            SqliteTables::entry,
            SqliteTables::columns);

    static final SqliteTable<OrderRecord> ORDER = new SqliteTable<>(
            "payment_order",
            List.of("id", "payer"),
            List.of("digest", "payee", "status", "sequence", "request"),
            SqliteTables::order,
            SqliteTables::columns);

    static final SqliteTable<Hold> HOLD = new SqliteTable<>(
            "hold",
            List.of("order_id", "payer"),
            List.of(
                    "digest",
                    "payee",
                    "amount",
                    "capture_by",
                    "sequence",
                    "end_status",
                    "captured",
                    "end_sequence",
                    "end_digest",
                    "end_request"),
            SqliteTables::hold,
            SqliteTables::columns);

    static final SqliteTable<Claim> CLAIM = new SqliteTable<>(
            "claim",
            List.of("key"),
            List.of("request", "settled_order", "settled_payer"),
            SqliteTables::claim,
            SqliteTables::columns);

    static final SqliteTable<Credential> CREDENTIAL = new SqliteTable<>(
            "credential",
            List.of("session_key_id", "statement"),
            List.of(
                    "server_key_id",
                    "account",
                    "sealing_key_id",
                    "valid_from",
                    "valid_until",
                    "signer",
                    "previous",
                    "tree_size",
                    "leaf_index",
                    "audit_path",
                    "signature",
                    "account_key",
                    "session_key",
                    "sealing_key"),
            SqliteTables::credential,
            SqliteTables::columns);

    static final SqliteTable<Presence> PRESENCE = new SqliteTable<>(
            "presence",
            List.of("account"),
            List.of("online", "ip", "public_port", "private_port"),
            SqliteTables::presence,
            SqliteTables::columns);

    /** The keys of one account. */
    record KeysOfAccount(AccountId account, Optional<AccountKeys> keys) {}

    private SqliteTables() {}

    /** Reads the columns of {@link #ACCOUNT} and then those of {@link #ACCOUNT_KEY}. */
    static Account accountWithKeys(SqliteRow row) throws SQLException {
        Account account = ACCOUNT.reader().read(row);
        KeysOfAccount keys = ACCOUNT_KEY.reader().read(row);
        return new Account(
                account.id(),
                keys.keys(),
                account.balance(),
                account.held(),
                account.state(),
                account.lastEntry(),
                account.registeredAt());
    }

    private static Account account(SqliteRow row) throws SQLException {
        return new Account(
                new AccountId(row.text()),
                Optional.empty(),
                row.number(),
                row.number(),
                AccountState.valueOf(row.text()),
                row.number(),
                row.moment());
    }

    private static Object[] columns(Account account) {
        return new Object[] {
            account.id().name(),
            account.balance(),
            account.held(),
            account.state().name(),
            account.lastEntry(),
            account.registeredAt().toEpochMilli()
        };
    }

    private static KeysOfAccount keys(SqliteRow row) throws SQLException {
        AccountId account = new AccountId(row.text());
        Bytes id = row.nullableBytes();
        Bytes sealingKeyId = row.nullableBytes();
        Bytes accountKey = row.nullableBytes();
        Bytes sealingKey = row.nullableBytes();
        return new KeysOfAccount(
                account,
                id == null || sealingKeyId == null || accountKey == null || sealingKey == null
                        ? Optional.empty()
                        : Optional.of(new AccountKeys(KeyId.of(id), KeyId.of(sealingKeyId), accountKey, sealingKey)));
    }

    private static @Nullable Object[] columns(KeysOfAccount row) {
        AccountKeys keys = row.keys().orElse(null);
        return new @Nullable Object[] {
            row.account().name(),
            keys == null ? null : keys.id().bytes().toByteArray(),
            keys == null ? null : keys.sealingKeyId().bytes().toByteArray(),
            keys == null ? null : keys.accountKey().toByteArray(),
            keys == null ? null : keys.sealingKey().toByteArray()
        };
    }

    private static Checkpoint checkpoint(SqliteRow row) throws SQLException {
        return new Checkpoint(
                row.number(), row.digest(), row.digest(), row.count(), row.digest(), row.keyId(), row.bytes());
    }

    private static Object[] columns(Checkpoint checkpoint) {
        return new Object[] {
            checkpoint.number(),
            checkpoint.digest().bytes().toByteArray(),
            checkpoint.previous().bytes().toByteArray(),
            checkpoint.treeSize(),
            checkpoint.root().bytes().toByteArray(),
            checkpoint.signer().bytes().toByteArray(),
            checkpoint.signature().toByteArray()
        };
    }

    private static JournalEntry entry(SqliteRow row) throws SQLException {
        return new JournalEntry(
                row.number(),
                EntryKind.valueOf(row.text()),
                posting(row),
                posting(row),
                row.number(),
                row.number(),
                Optional.ofNullable(row.nullableBytes()).map(SqliteRow::orderId),
                row.moment(),
                row.bytes(),
                new Proof(row.number(), row.count(), row.digests()));
    }

    private static Posting posting(SqliteRow row) throws SQLException {
        return new Posting(new AccountId(row.text()), row.number(), row.number());
    }

    private static @Nullable Object[] columns(JournalEntry entry) {
        return new @Nullable Object[] {
            entry.sequence(),
            entry.kind().name(),
            entry.debit().account().name(),
            entry.debit().balance(),
            entry.debit().previous(),
            entry.credit().account().name(),
            entry.credit().balance(),
            entry.credit().previous(),
            entry.amount(),
            entry.held(),
            entry.order().map(SqliteTables::bytes).orElse(null),
            entry.at().toEpochMilli(),
            entry.statement().toByteArray(),
            entry.proof().checkpoint(),
            entry.proof().leafIndex(),
            bytes(entry.proof().auditPath())
        };
    }

    private static Hold hold(SqliteRow row) throws SQLException {
        OrderId order = row.orderId();
        return new Hold(
                new OrderRef(new AccountId(row.text()), order),
                row.digest(),
                new AccountId(row.text()),
                row.number(),
                row.moment(),
                row.number(),
                holdEnd(row));
    }

    private static Optional<HoldEnd> holdEnd(SqliteRow row) throws SQLException {
        int status = row.count();
        long captured = row.number();
        long sequence = row.number();
        Bytes digest = row.nullableBytes();
        Bytes request = row.nullableBytes();
        return digest == null || request == null
                ? Optional.empty()
                : Optional.of(new HoldEnd(status(status), captured, sequence, new Digest(digest), request));
    }

    private static @Nullable Object[] columns(Hold hold) {
        HoldEnd end = hold.end().orElse(null);
        return new @Nullable Object[] {
            bytes(hold.order().id()),
            hold.order().payer().name(),
            hold.digest().bytes().toByteArray(),
            hold.payee().name(),
            hold.amount(),
            hold.captureBy().toEpochMilli(),
            hold.sequence(),
            end == null ? null : end.status().number(),
            end == null ? null : end.captured(),
            end == null ? null : end.sequence(),
            end == null ? null : end.digest().bytes().toByteArray(),
            end == null ? null : end.request().toByteArray()
        };
    }

    private static Claim claim(SqliteRow row) throws SQLException {
        Digest key = row.digest();
        Bytes request = row.bytes();
        Bytes order = row.nullableBytes();
        String payer = row.nullableText();
        return new Claim(
                key,
                request,
                order == null || payer == null
                        ? Optional.empty()
                        : Optional.of(new OrderRef(new AccountId(payer), SqliteRow.orderId(order))));
    }

    private static @Nullable Object[] columns(Claim claim) {
        OrderRef order = claim.settledBy().orElse(null);
        return new @Nullable Object[] {
            claim.key().bytes().toByteArray(),
            claim.request().toByteArray(),
            order == null ? null : bytes(order.id()),
            order == null ? null : order.payer().name()
        };
    }

    private static OrderRecord order(SqliteRow row) throws SQLException {
        OrderId id = row.orderId();
        AccountId payer = new AccountId(row.text());
        return new OrderRecord(
                id,
                row.digest(),
                payer,
                Optional.ofNullable(row.nullableText()).map(AccountId::new),
                status(row.count()),
                row.number(),
                row.bytes());
    }

    private static @Nullable Object[] columns(OrderRecord order) {
        return new @Nullable Object[] {
            bytes(order.id()),
            order.payer().name(),
            order.digest().bytes().toByteArray(),
            order.payee().map(AccountId::name).orElse(null),
            order.status().number(),
            order.sequence(),
            order.request().toByteArray()
        };
    }

    private static Credential credential(SqliteRow row) throws SQLException {
        KeyId sessionKeyId = row.keyId();
        Bytes statement = row.bytes();
        KeyId serverKeyId = row.keyId();
        AccountId account = new AccountId(row.text());
        KeyId sealingKeyId = row.keyId();
        SessionGrant grant =
                new SessionGrant(serverKeyId, account, sessionKeyId, sealingKeyId, row.moment(), row.moment());
        return new Credential(grant, statement, signature(row), row.bytes(), row.bytes(), row.bytes());
    }

    private static BatchSignature signature(SqliteRow row) throws SQLException {
        return new BatchSignature(
                row.keyId(),
                Optional.ofNullable(row.nullableBytes()).map(Digest::new),
                row.count(),
                row.count(),
                row.digests(),
                row.bytes());
    }

    private static @Nullable Object[] columns(Credential credential) {
        SessionGrant grant = credential.grant();
        BatchSignature signature = credential.signature();
        return new @Nullable Object[] {
            grant.sessionKey().bytes().toByteArray(),
            credential.statement().toByteArray(),
            grant.serverKey().bytes().toByteArray(),
            grant.account().name(),
            grant.sealingKey().bytes().toByteArray(),
            grant.from().toEpochMilli(),
            grant.until().toEpochMilli(),
            signature.signer().bytes().toByteArray(),
            signature.previous().map(digest -> digest.bytes().toByteArray()).orElse(null),
            signature.treeSize(),
            signature.leafIndex(),
            bytes(signature.auditPath()),
            signature.signature().toByteArray(),
            credential.accountKey().toByteArray(),
            credential.sessionKey().toByteArray(),
            credential.sealingKey().toByteArray()
        };
    }

    private static Presence presence(SqliteRow row) throws SQLException {
        return new Presence(new AccountId(row.text()), row.flag(), row.text(), row.count(), row.count());
    }

    private static Object[] columns(Presence presence) {
        return new Object[] {
            presence.account().name(),
            presence.online() ? 1 : 0,
            presence.host(),
            presence.publicPort(),
            presence.peerPort()
        };
    }

    private static StatusCode status(int number) {
        return StatusCode.ofNumber(number)
                .orElseThrow(() -> new IllegalArgumentException("no status has the number " + number));
    }

    private static byte[] bytes(OrderId id) {
        return ByteBuffer.allocate(OrderId.SIZE)
                .putLong(id.uuid().getMostSignificantBits())
                .putLong(id.uuid().getLeastSignificantBits())
                .array();
    }

    private static byte[] bytes(List<Digest> digests) {
        byte[] joined = new byte[digests.size() * Digest.SIZE];
        for (int index = 0; index < digests.size(); index++) {
            digests.get(index).bytes().copyTo(joined, index * Digest.SIZE);
        }
        return joined;
    }
}
