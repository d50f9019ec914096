package io.micropay.outbox;

import io.micropay.error.StoreException;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes one line of every failure: which outbox, why, and what to do. Of whatever failed, no order has left. */
final class OutboxFailures {
    private OutboxFailures() {}

    static StoreException full(String where) {
        return new StoreException(
                StatusCode.LIMIT_REACHED,
                where + " holds " + Outbox.MAX_PENDING + " orders whose end is not known; settle those first");
    }

    static StoreException notOpened(Path file, IOException cause) {
        return failure("cannot open the outbox " + file + ": " + reason(cause), cause);
    }

    static StoreException notKept(Path file, Exception cause) {
        return notKept(file, cause instanceof IOException failure ? reason(failure) : cause.toString(), cause);
    }

    static StoreException notKept(Path file, String reason, @Nullable Throwable cause) {
        return failure(
                "cannot write to the outbox " + file + ": " + reason
                        + ". Nothing is paid until that is mended and the outbox is closed and opened again",
                cause);
    }

    private static StoreException failure(String message, @Nullable Throwable cause) {
        return new StoreException(StatusCode.TRANSFER_FAILED, message, cause);
    }

    /** Without the name of the file, which exceptions of the file system often say and nothing else. */
    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "something else is in its place";
        }
        String reason = failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
        return reason == null ? failure.toString() : reason;
    }
}
