package io.micropay.postgresql;

import io.micropay.ledger.Account;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads within the transaction that is open in a session. */
class PostgresView implements LedgerView {
    /** Tells those off who use it after its end. */
    final Usability usability = new Usability();

    private final Session session;
    private final Reads reads;
    private final Failures failures;
    private boolean closed;

    PostgresView(Session session, Failures failures) {
        this.session = session;
        this.reads = new Reads(session.jdbc());
        this.failures = failures;
    }

    /** Work on the database. */
    interface Work<T> {
        T run() throws SQLException;
    }

    @Override
    public LedgerRows load(LedgerKeys keys) {
        return read(() -> reads.load(keys));
    }

    @Override
    public final List<Account> accounts(Optional<AccountId> after, int limit) {
        String name = after.map(AccountId::folded).orElse("");
        int rows = Usability.limit(limit);
        return read(() -> reads.accounts(name, rows));
    }

    @Override
    public final List<JournalEntry> journal(long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> reads.journal(from, rows));
    }

    @Override
    public final List<OrderRecord> orders(long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> reads.orders(from, rows));
    }

    @Override
    public final List<Checkpoint> checkpoints(long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> reads.checkpoints(from, rows));
    }

    @Override
    public final List<Hold> holds(long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> reads.holds(from, rows));
    }

    @Override
    public final List<Claim> claims(Optional<Digest> after, int limit) {
        byte[] key = after.map(digest -> digest.bytes().toByteArray()).orElse(new byte[0]);
        int rows = Usability.limit(limit);
        return read(() -> reads.claims(key, rows));
    }

    @Override
    public final List<Credential> credentials(Optional<Credential> after, int limit) {
        byte[] key =
                after.map(row -> row.grant().sessionKey().bytes().toByteArray()).orElse(new byte[0]);
        byte[] statement = after.map(row -> row.statement().toByteArray()).orElse(new byte[0]);
        int rows = Usability.limit(limit);
        return read(() -> reads.credentials(key, statement, rows));
    }

    @Override
    public final List<JournalEntry> history(AccountId account, long from, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> reads.history(account, from, rows));
    }

    @Override
    public final List<Hold> dueHolds(Instant now, int limit) {
        int rows = Usability.limit(limit);
        return read(() -> reads.dueHolds(now.toEpochMilli(), rows));
    }

    @Override
    public final List<Presence> online() {
        return read(reads::online);
    }

    @Override
    public final void close() {
        if (!closed) {
            closed = true;
            usability.end("closed: it cannot be used any more");
            end(session);
        }
    }

    /** Gives the session back, and with it what goes with the session. */
    void end(Session ended) {
        ended.close();
    }

    private <T> T read(Work<T> work) {
        return call("read from", work);
    }

    /** Works on the database. PostgreSQL takes nothing more in a transaction in which something has failed. */
    final <T> T call(String operation, Work<T> work) {
        usability.check();
        try {
            return work.run();
        } catch (SQLException e) {
            usability.end("it failed to " + operation + " the ledger: close it");
            throw failures.of(operation, e);
        }
    }
}
