package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads through one connection, within the transaction that is open on it. */
class SqliteView implements LedgerView {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Tells those off who use it after its end. */
    final Usability usability = new Usability();

    private final SqliteConnection connection;
    private final Consumer<Boolean> atEnd;
    private boolean closed;

    /**
     * Reads from now on.
     *
     * @param atEnd told once that this is over, and whether the connection can be used again
     */
    SqliteView(SqliteConnection connection, Consumer<Boolean> atEnd) {
        this.connection = connection;
        this.atEnd = atEnd;
    }

    @Override
    public final LedgerRows load(LedgerKeys keys) {
        return read(() -> rows(keys));
    }

    @Override
    public final List<Account> accounts(Optional<AccountId> after, int limit) {
        String name = after.map(AccountId::name).orElse("");
        int rows = Usability.limit(limit);
        return read(() -> connection.reads().accounts(name, rows));
    }

    @Override
    public final List<JournalEntry> journal(long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> connection.reads().journal(from, rows));
    }

    @Override
    public final List<OrderRecord> orders(long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> connection.reads().orders(from, rows));
    }

    @Override
    public final List<Checkpoint> checkpoints(long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> connection.reads().checkpoints(from, rows));
    }

    @Override
    public final List<Hold> holds(long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> connection.reads().holds(from, rows));
    }

    @Override
    public final List<Claim> claims(Optional<Digest> after, int limit) {
        byte[] key = after.map(digest -> digest.bytes().toByteArray()).orElse(new byte[0]);
        int rows = Usability.limit(limit);
        return read(() -> connection.reads().claims(key, rows));
    }

    @Override
    public final List<Credential> credentials(Optional<Credential> after, int limit) {
        byte[] key =
                after.map(row -> row.grant().sessionKey().bytes().toByteArray()).orElse(new byte[0]);
        byte[] statement = after.map(row -> row.statement().toByteArray()).orElse(new byte[0]);
        int rows = Usability.limit(limit);
        return read(() -> connection.reads().credentials(key, statement, rows));
    }

    @Override
    public final List<JournalEntry> history(AccountId account, long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> connection.reads().history(account, from, rows));
    }

    @Override
    public final List<Hold> dueHolds(Instant now, int limit) {
        int rows = Usability.limit(limit);
        // Holds end at whole milliseconds: within one, those that ended at its beginning are past their time already.
        long before = now.plusNanos(NANOS_PER_MILLI - 1).toEpochMilli();
        return read(() -> connection.reads().dueHolds(before, rows));
    }

    @Override
    public final List<Presence> online() {
        return read(() -> connection.reads().online());
    }

    @Override
    public final void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean usable = end();
        usability.end("closed: it cannot be used any more");
        atEnd.accept(usable);
    }

    /** The connection that the transaction is open on. */
    final SqliteConnection connection() {
        return connection;
    }

    /** Reads rows by their keys. */
    LedgerRows rows(LedgerKeys keys) throws SQLException {
        return connection.reads().load(keys);
    }

    /** Ends the transaction on the connection, if it is still open; false if that failed. */
    boolean end() {
        return connection.rollback();
    }

    private <T> T read(SqliteConnection.Work<T> work) {
        usability.check();
        return connection.call("read from", work);
    }
}
