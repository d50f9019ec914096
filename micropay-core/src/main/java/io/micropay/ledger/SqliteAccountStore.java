package io.micropay.ledger;

import io.micropay.error.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in one SQLite file, the default store. What is committed survives a crash of the process and the loss of
 * power: the file is kept with a write-ahead log and {@code synchronous=FULL}, so a commit returns when the disk has it.
 *
 * <pre>{@code
 * try (AccountStore store = SqliteAccountStore.open(Path.of("server.db"));
 *         LedgerView view = store.view()) {
 *     view.online().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Write transactions run one after the other, in this process and among all that have the file open. Views do not
 * wait for them: each reads the rows that were committed when it was opened. Up to 16 views can be open at once.
 *
 * <p>The file is readable by its owner only, where the file system knows owners. Other programs may read it at any time,
 * and {@code sqlite3 server.db 'select * from client'} shows who is registered, where they are online and what they have.
 * Its {@code application_id} is 0x4d504159 ("MPAY"), and its {@code user_version} the version of the schema. A newer
 * library brings an older file up to date; an older library refuses a newer file. While the store is open, two files
 * with {@code -wal} and {@code -shm} after the name belong to it: for a copy use {@link #backup(Path)}. The process that has
 * the store open must not open the file by other means than SQLite, because closing it again would take the locks away.
 *
 * @see <a href="https://www.sqlite.org/wal.html">Write-Ahead Logging</a>
 * @see <a href="https://www.sqlite.org/howtocorrupt.html">How to corrupt an SQLite database file</a>
 * @since 0.1
 */
public final class SqliteAccountStore implements AccountStore {
    /** How long to wait for another process that has locked the file. */
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    private final Path file;
    private final Duration busyTimeout;
    private final SqliteReaders readers;
    private final WriteTurn turn = new WriteTurn();
    private final Usability usability = new Usability();

    /** Null after a failure that it did not survive. For the thread that has the turn. */
    private @Nullable SqliteWriter writer;

    private SqliteAccountStore(Path file, Duration busyTimeout, SqliteWriter writer) {
        this.file = file;
        this.busyTimeout = busyTimeout;
        this.writer = writer;
        this.readers = new SqliteReaders(file, busyTimeout);
    }

    /**
     * Opens a ledger file; makes one if there is none, or if it is empty.
     *
     * @param file the file; its directory must exist
     * @return the store
     * @throws StoreException if it is not a Micropay ledger, is of a newer version, damaged, locked by another program,
     *     or cannot be read and written; the message says which, and the file is as it was
     */
    public static SqliteAccountStore open(Path file) {
        return open(file, BUSY_TIMEOUT);
    }

    static SqliteAccountStore open(Path file, Duration busyTimeout) {
        Path resolved = SqliteFile.resolved(file);
        boolean created = SqliteFile.createIfMissing(resolved);
        try {
            SqliteFile.check("open", resolved);
            SqliteFile.requireWholePages("open", resolved);
            SqliteWriter writer = SqliteWriter.open(resolved, busyTimeout);
            return new SqliteAccountStore(resolved, busyTimeout, writer);
        } catch (StoreException e) {
            if (created) {
                SqliteFile.delete(resolved);
            }
            throw e;
        }
    }

    /**
     * Opens a ledger file to look at it: for audits, reports and copies. The file is not changed, and need not be writable;
     * others, such as a running server, may write to it meanwhile. Transactions cannot be begun.
     *
     * <p>A view that is held for long keeps what is written meanwhile in the file {@code -wal}, which grows until it is
     * closed. While nobody has the ledger open for writing it is read without locks; if somebody opens it for writing
     * then, a view fails with a {@link StoreException} for which {@link StoreException#isTransient()} holds.
     *
     * @param file the file
     * @return the store; its {@link AccountStore#begin()} fails with {@link IllegalStateException}
     * @throws StoreException if it is not there, not a Micropay ledger, of an older or newer version, damaged, or cannot be
     *     read
     */
    public static AccountStore openReadOnly(Path file) {
        return SqliteReadOnlyStore.open(SqliteFile.resolved(file), BUSY_TIMEOUT);
    }

    /**
     * Deletes a ledger file and what SQLite keeps beside it. Everything in it is lost. Does nothing if it does not exist.
     *
     * @param file the file
     * @throws StoreException if it is not a Micropay ledger, or in use by a program; then it is as it was
     */
    public static void delete(Path file) {
        Path resolved = SqliteFile.resolved(file);
        if (Files.exists(resolved)) {
            SqliteFile.check("delete", resolved);
            checkUnused(resolved);
            SqliteFile.delete(resolved);
        }
    }

    /**
     * Copies a ledger file as it is at one moment: every transaction that was committed when the copy began, and nothing of
     * any later one. A program that has the ledger open goes on reading and writing meanwhile; its write-ahead log grows until
     * the copy is made.
     *
     * <p>When this returns, the copy is on the disk, with its name: one file, for its owner only where the file system knows
     * owners, of the same schema version, to be opened like any other ledger. While it is made, it has {@code .part} after
     * its name; whatever happens, a file with the name of the copy is a whole one.
     *
     * @param file the ledger file
     * @param target the copy, which must not exist; its directory must
     * @throws StoreException if {@code file} is not a Micropay ledger or cannot be read, or if {@code target} exists or cannot
     *     be written; both are then as they were. {@link StoreException#isTransient()} if another program has locked the file
     * @see <a href="https://www.sqlite.org/lang_vacuum.html#vacuuminto">VACUUM INTO</a>
     */
    public static void backup(Path file, Path target) {
        Path resolved = SqliteFile.resolved(file);
        SqliteFile.check("back up", resolved);
        SqliteFile.requireWholePages("back up", resolved);
        SqliteBackup.copy(resolved, target, BUSY_TIMEOUT);
    }

    /**
     * Copies the ledger as it is at one moment, in the same way as {@link #backup(Path, Path)}. Other threads go on reading
     * and writing meanwhile; this one waits.
     *
     * @param target the copy, which must not exist; its directory must
     * @throws StoreException if the ledger cannot be read, or if {@code target} exists or cannot be written; it is then as it
     *     was
     * @throws IllegalStateException if the store is closed
     */
    public void backup(Path target) {
        usability.check();
        SqliteBackup.copy(file, target, busyTimeout);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the store is closed
     */
    @Override
    public LedgerView view() {
        usability.check();
        SqliteConnection reader = readers.take();
        boolean begun = false;
        try {
            reader.run("read from", () -> {
                reader.begin();
                // SQLite takes the snapshot at the first read, which is to be now.
                reader.reads().head();
            });
            begun = true;
            return new SqliteView(reader, usable -> readers.giveBack(reader, usable));
        } finally {
            if (!begun) {
                readers.giveBack(reader, false);
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the store is closed, or this thread has a transaction open already
     */
    @Override
    public LedgerTransaction begin() {
        turn.take();
        boolean begun = false;
        try {
            usability.check();
            SqliteWriter current = writer();
            current.connection().run("begin a transaction on", current::begin);
            begun = true;
            return new SqliteTransaction(current, this::ended);
        } finally {
            if (!begun) {
                ended(false);
            }
        }
    }

    /** {@inheritDoc} Waits for the open transaction to end; views that are still open can be read to their end. */
    @Override
    public void close() {
        turn.take();
        try {
            usability.end("the store is closed");
            readers.close();
            dropWriter();
        } finally {
            turn.giveBack();
        }
    }

    private void ended(boolean usable) {
        try {
            if (!usable) {
                dropWriter();
            }
        } finally {
            turn.giveBack();
        }
    }

    private SqliteWriter writer() {
        SqliteWriter current = writer;
        if (current == null) {
            current = SqliteWriter.open(file, busyTimeout);
            writer = current;
        }
        return current;
    }

    private void dropWriter() {
        SqliteWriter current = writer;
        if (current != null) {
            current.close();
            writer = null;
        }
    }

    /** Throws if anybody has the file open. A damaged one passes: deleting is what remains to be done with it. */
    private static void checkUnused(Path file) {
        try (Connection jdbc = SqliteConnection.connect(file, Duration.ZERO);
                Statement statement = jdbc.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
        } catch (SQLException e) {
            if (SqliteFailures.isBusy(e)) {
                throw SqliteFailures.failure(
                        "delete", file, "a program has it open; stop that program, such as the server, first", e);
            }
        }
    }
}
