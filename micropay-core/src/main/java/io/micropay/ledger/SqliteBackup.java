package io.micropay.ledger;

import io.micropay.error.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Copies a ledger file as it is at one moment, while others write to it. The copy is made under another name and gets its
 * own when it is whole and on the disk: what is found under that name is never a part of a ledger.
 */
final class SqliteBackup {
    private static final String OPERATION = "back up";

    private final Path file;
    private final Path target;
    private final Path directory;
    private final Path draft;

    private SqliteBackup(Path file, Path target, Path directory) {
        this.file = file;
        this.target = target;
        this.directory = directory;
        this.draft = directory.resolve(target.getFileName() + ".part");
    }

    /** Copies a ledger file to a file that does not exist. */
    static void copy(Path file, Path target, Duration busyTimeout) {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw failure(file, "the directory of " + absolute + " does not exist; create the directory first", null);
        }
        SqliteBackup backup = new SqliteBackup(file, absolute, directory);
        backup.requireNoTarget();
        backup.createDraft();
        boolean finished = false;
        try {
            backup.fillDraft(busyTimeout);
            backup.publish();
            finished = true;
        } finally {
            if (!finished) {
                SqliteFile.delete(backup.draft);
            }
        }
    }

    private void requireNoTarget() {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw targetExists(null);
        }
    }

    private void createDraft() {
        try {
            Files.createFile(draft, SqliteFile.ownerOnly(draft));
        } catch (FileAlreadyExistsException e) {
            throw failure(
                    file, draft + " is there already; unless another backup is being made, delete it and try again", e);
        } catch (IOException e) {
            throw failure(file, draft + " cannot be created (" + e + "); make its directory writable", e);
        }
    }

    /** One read transaction, which in a file with a write-ahead log keeps nobody from writing. */
    private void fillDraft(Duration busyTimeout) {
        try (Connection jdbc = SqliteConnection.connect(file, busyTimeout);
                PreparedStatement vacuum = jdbc.prepareStatement("VACUUM INTO ?")) {
            SqliteSchema.requireLedger(OPERATION, jdbc, file);
            vacuum.setString(1, draft.toUri().toString());
            vacuum.execute();
        } catch (SQLException e) {
            throw SqliteFailures.failure(OPERATION, file, e);
        }
    }

    private void publish() {
        try {
            force(draft);
            Files.move(draft, target);
            forceDirectory();
        } catch (FileAlreadyExistsException e) {
            throw targetExists(e);
        } catch (IOException e) {
            throw failure(file, "writing " + target + " failed (" + e + "); check the disk and try again", e);
        }
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes the name durable, too. Where directories cannot be opened, as on Windows, the file system sees to that. */
    private void forceDirectory() throws IOException {
        if (!SqliteFile.isPosix(directory)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private StoreException targetExists(@Nullable IOException cause) {
        return failure(file, target + " exists already, and is left as it is; name a file that does not exist", cause);
    }

    private static StoreException failure(Path file, String reason, @Nullable IOException cause) {
        return SqliteFailures.failure(OPERATION, file, reason, cause);
    }
}
