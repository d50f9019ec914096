package io.micropay.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The log in a file, for its owner only. The lock is on a file beside it: the log itself is replaced now and then, and
 * closing any channel of a file would give up this process's lock on it.
 */
final class OutboxFile implements OutboxStorage {
    private static final long MAX_BYTES = 1 << 30;

    private final Path file;
    private final Path directory;
    private final FileChannel locking;
    private @Nullable FileChannel log;

    private OutboxFile(Path file, Path directory, FileChannel locking) {
        this.file = file;
        this.directory = directory;
        this.locking = locking;
    }

    /** Locks the file, which need not exist yet. */
    static OutboxFile open(Path named) throws IOException {
        Path file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
        Path directory = file.getParent();
        if (directory == null || Files.isDirectory(file)) {
            throw new IOException("it is a directory; name a file in it");
        }
        createDirectories(directory);
        FileChannel locking = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                ownerOnly(directory, "rw-------"));
        try {
            lock(locking);
        } catch (IOException e) {
            locking.close();
            throw e;
        }
        return new OutboxFile(file, directory, locking);
    }

    private static void lock(FileChannel locking) throws IOException {
        try {
            FileLock lock = locking.tryLock();
            if (lock == null) {
                throw new IOException("another process uses it; end that one, or name another file");
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("this process has it open already; share that one, or close it first", e);
        }
    }

    /** Makes missing directories, each for its owner only. */
    private static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent == null) {
            throw new NotDirectoryException(directory.toString());
        }
        createDirectories(parent);
        Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
    }

    @Override
    public byte[] read() throws IOException {
        if (Files.notExists(file)) {
            return new byte[0];
        }
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            throw new IOException("it is no regular file, or larger than " + MAX_BYTES + " bytes; name another one");
        }
        byte[] content = Files.readAllBytes(file);
        if (content.length == 0) {
            throw new IOException("it is empty, which no outbox ever is; move it away or name another file");
        }
        return content;
    }

    @Override
    public void replace(byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                ownerOnly(directory, "rw-------"))) {
            write(channel, content);
            channel.force(true);
        }
        closeLog();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory();
        log = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** Without it a power loss could bring the old file back. Systems without POSIX cannot open a directory, or need not. */
    private void forceDirectory() throws IOException {
        if (isPosix(directory)) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public void append(byte[] records) throws IOException {
        write(opened(), records);
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public void force() throws IOException {
        opened().force(false);
    }

    private FileChannel opened() throws IOException {
        FileChannel channel = log;
        if (channel == null) {
            throw new IOException("it is not open");
        }
        return channel;
    }

    private void closeLog() throws IOException {
        FileChannel channel = log;
        log = null;
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closeLog();
        } finally {
            locking.close();
        }
    }

    private static boolean isPosix(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?>[] ownerOnly(Path near, String permissions) {
        return isPosix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
