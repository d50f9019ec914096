package io.micropay.postgresql;

import static io.micropay.postgresql.ColumnType.BYTES;
import static io.micropay.postgresql.ColumnType.COUNT;
import static io.micropay.postgresql.ColumnType.ID;
import static io.micropay.postgresql.ColumnType.NUMBER;
import static io.micropay.postgresql.ColumnType.TEXT;
import static io.micropay.postgresql.Table.column;

import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Posting;
import io.micropay.ledger.Proof;
import io.micropay.ledger.SealedEntry;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables about what happened, and what their columns mean. */
final class JournalTables {
    static final Table<Checkpoint> CHECKPOINT = new Table<>(
            "checkpoint",
            List.of(
                    column("number", NUMBER, Checkpoint::number),
                    column("digest", BYTES, row -> bytes(row.digest())),
                    column("previous", BYTES, row -> bytes(row.previous())),
                    column("tree_size", COUNT, Checkpoint::treeSize),
                    column("root", BYTES, row -> bytes(row.root())),
                    column("signer", BYTES, row -> bytes(row.signer().digest())),
                    column("signature", BYTES, row -> row.signature().toByteArray())),
            JournalTables::checkpoint);

    static final Table<JournalEntry> JOURNAL = new Table<>(
            "journal",
            List.of(
                    column("sequence", NUMBER, JournalEntry::sequence),
                    column("kind", TEXT, row -> row.kind().name()),
                    column("debit", TEXT, row -> row.debit().account().name()),
                    column("debit_balance", NUMBER, row -> row.debit().balance()),
                    column("debit_previous", NUMBER, row -> row.debit().previous()),
                    column("credit", TEXT, row -> row.credit().account().name()),
                    column("credit_balance", NUMBER, row -> row.credit().balance()),
                    column("credit_previous", NUMBER, row -> row.credit().previous()),
                    column("amount", NUMBER, JournalEntry::amount),
                    column("held", NUMBER, JournalEntry::held),
                    column("order_id", ID, row -> row.order().map(OrderId::uuid).orElse(null)),
                    column("at", NUMBER, row -> row.at().toEpochMilli()),
                    column("statement", BYTES, row -> row.statement().toByteArray()),
                    column("checkpoint", NUMBER, row -> row.proof().checkpoint()),
                    column("leaf_index", COUNT, row -> row.proof().leafIndex()),
                    column(
                            "audit_path",
                            BYTES,
                            row -> AccountTables.joined(row.proof().auditPath()))),
            JournalTables::entry);

    static final Table<OrderRecord> ORDER = new Table<>(
            "payment_order",
            List.of(
                    column("id", ID, row -> row.id().uuid()),
                    column("payer", TEXT, row -> row.payer().name()),
                    column("digest", BYTES, row -> bytes(row.digest())),
                    column(
                            "payee",
                            TEXT,
                            row -> row.payee().map(AccountId::name).orElse(null)),
                    column("status", COUNT, row -> row.status().number()),
                    column("sequence", NUMBER, OrderRecord::sequence),
                    column("request", BYTES, row -> row.request().toByteArray())),
            JournalTables::order);

    static final Table<Hold> HOLD = new Table<>(
            "hold",
            List.of(
                    column("order_id", ID, row -> row.order().id().uuid()),
                    column("payer", TEXT, row -> row.order().payer().name()),
                    column("digest", BYTES, row -> bytes(row.digest())),
                    column("payee", TEXT, row -> row.payee().name()),
                    column("amount", NUMBER, Hold::amount),
                    column("capture_by", NUMBER, row -> row.captureBy().toEpochMilli()),
                    column("sequence", NUMBER, Hold::sequence),
                    column("end_status", COUNT, end(end -> end.status().number())),
                    column("captured", NUMBER, end(HoldEnd::captured)),
                    column("end_sequence", NUMBER, end(HoldEnd::sequence)),
                    column("end_digest", BYTES, end(end -> bytes(end.digest()))),
                    column("end_request", BYTES, end(end -> end.request().toByteArray()))),
            JournalTables::hold);

    static final Table<Claim> CLAIM = new Table<>(
            "claim",
            List.of(
                    column("key", BYTES, row -> bytes(row.key())),
                    column("request", BYTES, row -> row.request().toByteArray()),
                    column("settled_order", ID, settled(order -> order.id().uuid())),
                    column("settled_payer", TEXT, settled(order -> order.payer().name()))),
            JournalTables::claim);

    private JournalTables() {}

    /** Reads the columns of {@link #JOURNAL} and then those of {@link #CHECKPOINT}. */
    static SealedEntry sealed(Row row) throws SQLException {
        return new SealedEntry(entry(row), checkpoint(row));
    }

    private static Checkpoint checkpoint(Row row) throws SQLException {
        return new Checkpoint(
                row.number(), row.digest(), row.digest(), row.count(), row.digest(), row.keyId(), row.bytes());
    }

    private static JournalEntry entry(Row row) throws SQLException {
        return new JournalEntry(
                row.number(),
                EntryKind.valueOf(row.text()),
                posting(row),
                posting(row),
                row.number(),
                row.number(),
                row.optionalOrder(),
                row.moment(),
                row.bytes(),
                new Proof(row.number(), row.count(), row.digests()));
    }

    private static Posting posting(Row row) throws SQLException {
        return new Posting(row.account(), row.number(), row.number());
    }

    private static OrderRecord order(Row row) throws SQLException {
        OrderId id = row.order();
        AccountId payer = row.account();
        return new OrderRecord(id, row.digest(), payer, row.optionalAccount(), row.status(), row.number(), row.bytes());
    }

    private static Hold hold(Row row) throws SQLException {
        OrderId order = row.order();
        return new Hold(
                new OrderRef(row.account(), order),
                row.digest(),
                row.account(),
                row.number(),
                row.moment(),
                row.number(),
                holdEnd(row));
    }

    private static Optional<HoldEnd> holdEnd(Row row) throws SQLException {
        int status = row.count();
        long captured = row.number();
        long sequence = row.number();
        Bytes digest = row.nullableBytes();
        Bytes request = row.nullableBytes();
        return digest == null || request == null
                ? Optional.empty()
                : Optional.of(new HoldEnd(Row.status(status), captured, sequence, new Digest(digest), request));
    }

    private static Function<Hold, @Nullable Object> end(Function<HoldEnd, Object> part) {
        return row -> row.end().map(part).orElse(null);
    }

    private static Claim claim(Row row) throws SQLException {
        Digest key = row.digest();
        Bytes request = row.bytes();
        Optional<OrderId> order = row.optionalOrder();
        Optional<AccountId> payer = row.optionalAccount();
        return new Claim(key, request, order.flatMap(id -> payer.map(name -> new OrderRef(name, id))));
    }

    private static Function<Claim, @Nullable Object> settled(Function<OrderRef, Object> part) {
        return row -> row.settledBy().map(part).orElse(null);
    }

    private static byte[] bytes(Digest digest) {
        return digest.bytes().toByteArray();
    }
}
