package io.micropay.reference.client.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that concern nobody but their owner: written whole or not at all. */
final class OwnerFiles {
    private OwnerFiles() {}

    /** Writes a file in one step, over an older one. */
    static void write(Path file, byte[] content) {
        try {
            Path directory = directoryOf(file);
            Path draft = Files.createTempFile(directory, ".", ".new", ownerOnly(directory, "rw-------"));
            try {
                Files.write(draft, content);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + reason(e), e);
        }
    }

    /** Opens a file, in a directory that is made if it is missing. */
    static FileChannel open(Path file, Set<StandardOpenOption> how) throws IOException {
        Path directory = directoryOf(file);
        return FileChannel.open(file, how, ownerOnly(directory, "rw-------"));
    }

    private static Path directoryOf(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new NoSuchFileException(file.toString());
        }
        return Files.createDirectories(directory, ownerOnly(directory, "rwx------"));
    }

    /** Why a file could not be had; the platform's own messages often are just the name of the file. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NotDirectoryException || failure instanceof FileAlreadyExistsException) {
            return "a file stands where a directory should be";
        }
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        return String.valueOf(failure.getMessage());
    }

    private static FileAttribute<?>[] ownerOnly(Path near, String permissions) {
        if (!near.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
