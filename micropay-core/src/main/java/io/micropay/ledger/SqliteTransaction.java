package io.micropay.ledger;

import java.sql.SQLException;
import java.util.function.Consumer;

/** A write transaction: what a view does, and saves. */
final class SqliteTransaction extends SqliteView implements LedgerTransaction {
    private final SqliteWriter writer;
    private boolean committed;

    SqliteTransaction(SqliteWriter writer, Consumer<Boolean> atEnd) {
        super(writer.connection(), atEnd);
        this.writer = writer;
    }

    @Override
    public void save(LedgerChanges changes) {
        write("write to", () -> writer.save(changes));
    }

    @Override
    public void commit() {
        write("commit to", writer::commit);
        committed = true;
        usability.end("the transaction is committed: close it");
    }

    @Override
    LedgerRows rows(LedgerKeys keys) throws SQLException {
        return writer.load(keys);
    }

    @Override
    boolean end() {
        return committed || writer.rollback();
    }

    private void write(String operation, SqliteConnection.Action action) {
        usability.check();
        try {
            connection().run(operation, action);
        } catch (RuntimeException e) {
            // SQLite may have ended the transaction by itself: whatever followed would be committed alone.
            usability.end("a write failed: close the transaction");
            throw e;
        }
    }
}
