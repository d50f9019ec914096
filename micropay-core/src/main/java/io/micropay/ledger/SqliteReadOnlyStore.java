package io.micropay.ledger;

import io.micropay.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A ledger file that is looked at and not changed.
 *
 * <p>SQLite reads a file with a write-ahead log through that log and an index of it. If there is a log, somebody is writing,
 * or was when the power failed, and the view goes through it like any other reader. If there is none, SQLite would make
 * one and leave it behind, owned by whoever looks: then the file is read as one that nobody changes, and whether that
 * stayed true is asked after every read.
 */
final class SqliteReadOnlyStore implements AccountStore {
    private final Path file;
    private final Duration busyTimeout;
    private final Usability usability = new Usability();

    private SqliteReadOnlyStore(Path file, Duration busyTimeout) {
        this.file = file;
        this.busyTimeout = busyTimeout;
    }

    static SqliteReadOnlyStore open(Path file, Duration busyTimeout) {
        if (Files.notExists(file)) {
            throw SqliteFailures.failure("read", file, "there is no such file; name another one", null);
        }
        SqliteFile.checkReadable("read", file);
        SqliteReadOnlyStore store = new SqliteReadOnlyStore(file, busyTimeout);
        store.view().close();
        return store;
    }

    @Override
    public LedgerView view() {
        usability.check();
        boolean isLive = Files.exists(log());
        Stillness before = isLive ? Stillness.NONE : stillness();
        SqliteConnection connection = connect(isLive);
        SqliteView view = new SqliteView(connection, usable -> connection.close());
        return isLive ? view : new SqliteStillView(view, () -> requireStill(before));
    }

    private SqliteConnection connect(boolean isLive) {
        Connection jdbc = null;
        try {
            jdbc = isLive ? SqliteConnection.connectReadOnly(file, busyTimeout) : SqliteConnection.glance(file);
            return prepare(jdbc);
        } catch (SQLException e) {
            SqliteConnection.closeQuietly(jdbc);
            throw SqliteFailures.failure("read", file, e);
        } catch (RuntimeException e) {
            SqliteConnection.closeQuietly(jdbc);
            throw e;
        }
    }

    private SqliteConnection prepare(Connection jdbc) throws SQLException {
        try (Statement statement = jdbc.createStatement()) {
            SqliteSchema.requireCurrent(statement, file);
            SqliteConnection connection = new SqliteConnection(file, jdbc, "BEGIN");
            connection.begin();
            // SQLite takes the snapshot at the first read, which is to be now.
            try (ResultSet any = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
                any.next();
            }
            return connection;
        }
    }

    /** Always fails: nothing is written here. */
    @Override
    public LedgerTransaction begin() {
        usability.check();
        throw new IllegalStateException("the ledger was opened to be read only");
    }

    @Override
    public void close() {
        usability.end("the store is closed");
    }

    /** What tells that a file has been written to. */
    private record Stillness(FileTime modified, long sizeBytes) {
        static final Stillness NONE = new Stillness(FileTime.fromMillis(0), 0);
    }

    private Path log() {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private Stillness stillness() {
        try {
            return new Stillness(Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            throw SqliteFailures.failure("read", file, e.toString(), e);
        }
    }

    private void requireStill(Stillness before) {
        if (Files.exists(log()) || !stillness().equals(before)) {
            throw StoreException.ofTransient(
                    "cannot read ledger file " + file + ": a program has opened it for writing meanwhile; try again",
                    null);
        }
    }
}
