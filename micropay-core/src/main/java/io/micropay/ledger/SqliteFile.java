package io.micropay.ledger;

import io.micropay.error.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The ledger file as the file system sees it: whether it is there, whether it is ours, and how it goes away. */
final class SqliteFile {
    private static final int HEADER_BYTES = 100;
    private static final String NOT_SQLITE = "it is not an SQLite database; name another file";

    /** The main file first: without it the others are nothing, without them it would be an older ledger. */
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm", "-journal");

    private SqliteFile() {}

    /** The same file without links, because SQLite keeps its log beside what a link leads to. */
    static Path resolved(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            // It is not there, or not to be seen; what comes next says so.
            return file.toAbsolutePath();
        }
    }

    /** Makes an empty file, for its owner only, if there is none. False if there was one. */
    static boolean createIfMissing(Path file) {
        if (Files.exists(file)) {
            return false;
        }
        Path directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw failure("open", file, "its directory does not exist; create the directory first");
        }
        try {
            Files.createFile(file, ownerOnly(file));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw failure("open", file, "it cannot be created there (" + e + "); make its directory writable", e);
        }
    }

    /** Throws unless the file is empty or a ledger, and this process may write to it and beside it. */
    static void check(String operation, Path file) {
        checkReadable(operation, file);
        if (!Files.isWritable(file)) {
            throw failure(operation, file, "it is read-only; make it writable for this user");
        }
        Path directory = file.getParent();
        if (directory == null || !Files.isWritable(directory)) {
            throw failure(
                    operation, file, "its directory is read-only, and SQLite keeps a log there; make it writable");
        }
    }

    /** Throws unless the file is empty or a ledger. */
    static void checkReadable(String operation, Path file) {
        if (Files.isDirectory(file)) {
            throw failure(operation, file, "it is a directory; name a file in it, such as server.db");
        }
        if (Files.notExists(file)) {
            throw failure(operation, file, "it does not exist; name one that does");
        }
        if (!Files.isRegularFile(file)) {
            throw failure(operation, file, "it is not a regular file; name another one");
        }
        if (!Files.isReadable(file)) {
            throw failure(operation, file, "it cannot be read; make it readable for this user");
        }
        checkOurs(operation, file);
    }

    /**
     * Throws if the file ends within a page: SQLite would read zeros for the rest. With a log beside it that may be, because
     * the log has what a full disk or a crash kept from being written.
     */
    static void requireWholePages(String operation, Path file) {
        if (sizeBytes(operation, file) == 0 || Files.exists(sibling(file, "-wal"))) {
            return;
        }
        try (Connection jdbc = SqliteConnection.glance(file);
                Statement statement = jdbc.createStatement()) {
            if (sizeBytes(operation, file) % number(statement, "page_size") != 0) {
                throw failure(operation, file, "it ends within a page; the file is damaged: restore it from a backup");
            }
        } catch (SQLException e) {
            throw SqliteFailures.failure(operation, file, e);
        }
    }

    /** Removes the file and what SQLite keeps beside it. */
    static void delete(Path file) {
        try {
            for (String suffix : SUFFIXES) {
                Files.deleteIfExists(sibling(file, suffix));
            }
        } catch (IOException e) {
            throw failure("delete", file, e.toString(), e);
        }
    }

    /**
     * Asks SQLite, but for a file that nobody changes, which it neither locks nor recovers nor tidies up. To read the bytes
     * without SQLite would be worse: closing a file takes from this process the locks that it has through other openings.
     */
    private static void checkOurs(String operation, Path file) {
        long sizeBytes = sizeBytes(operation, file);
        if (sizeBytes == 0) {
            return;
        }
        if (sizeBytes < HEADER_BYTES) {
            throw failure(operation, file, NOT_SQLITE);
        }
        try (Connection jdbc = SqliteConnection.glance(file);
                Statement statement = jdbc.createStatement()) {
            // Without it, the number is not told if pages are missing.
            statement.execute("PRAGMA writable_schema = ON");
            int applicationId = number(statement, "application_id");
            if (applicationId != SqliteSchema.APPLICATION_ID) {
                throw failure(
                        operation,
                        file,
                        String.format(
                                "it is an SQLite database, but not a Micropay ledger (application id 0x%08x);"
                                        + " name another file",
                                applicationId));
            }
        } catch (SQLException e) {
            if (SqliteFailures.isNotDatabase(e)) {
                throw failure(operation, file, NOT_SQLITE);
            }
            throw SqliteFailures.failure(operation, file, e);
        }
    }

    private static int number(Statement statement, String pragma) throws SQLException {
        try (ResultSet result = statement.executeQuery("PRAGMA " + pragma)) {
            return result.getInt(1);
        }
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static long sizeBytes(String operation, Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw failure(operation, file, "it cannot be read (" + e + ")", e);
        }
    }

    /** What makes a new file readable for its owner only, where the file system knows owners. */
    static FileAttribute<?>[] ownerOnly(Path file) {
        return isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static StoreException failure(String operation, Path file, String reason) {
        return SqliteFailures.failure(operation, file, reason, null);
    }

    private static StoreException failure(String operation, Path file, String reason, IOException cause) {
        return SqliteFailures.failure(operation, file, reason, cause);
    }
}
