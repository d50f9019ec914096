package io.micropay.internal.classic;

import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The server's word on the own payment, which does not say on which. So there is one payment at a time; and while the word on
 * an earlier one is still out, there is none, since that word would be taken for the new one's.
 */
final class AwaitedWord {
    private final Semaphore turn = new Semaphore(1, true);
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock, as what follows. */
    private @Nullable CompletableFuture<String> awaited;

    private boolean isOut;

    /**
     * Waits for one's turn to pay, which {@link #end} ends.
     *
     * @throws RequestRefusedException if an earlier payment has no word yet, or another one takes too long
     */
    void begin(Duration patience) {
        try {
            if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RequestRefusedException(
                        StatusCode.TIMED_OUT, "another payment is under way; nothing was paid, try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestRefusedException(StatusCode.TIMED_OUT, "interrupted; nothing was paid", e);
        }
        boolean isRefused = isOut();
        if (isRefused) {
            turn.release();
            throw new RequestRefusedException(
                    StatusCode.NOT_PERMITTED,
                    "the server's word on an earlier payment is still out, and could be taken for this one's; nothing"
                            + " was paid. Compare the balance, and connect anew to pay again");
        }
    }

    private boolean isOut() {
        lock.lock();
        try {
            return isOut;
        } finally {
            lock.unlock();
        }
    }

    /** From here on a word is for this payment. To be called before the payee can have heard of it. */
    CompletableFuture<String> expect() {
        CompletableFuture<String> word = new CompletableFuture<>();
        lock.lock();
        try {
            awaited = word;
        } finally {
            lock.unlock();
        }
        return word;
    }

    /** Waits no longer. If the word has not come, it is out from now on. */
    void giveUp() {
        lock.lock();
        try {
            isOut = isOut || awaited != null;
            awaited = null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends one's turn, and waits no longer. */
    void end() {
        giveUp();
        turn.release();
    }

    /**
     * Takes a word.
     *
     * @return whether somebody waited for it; if not, it is not out any more
     */
    boolean deliver(String text) {
        lock.lock();
        try {
            CompletableFuture<String> word = awaited;
            awaited = null;
            isOut = false;
            return word != null && word.complete(text);
        } finally {
            lock.unlock();
        }
    }

    /** No word will come any more. */
    void fail(MicropayException reason) {
        CompletableFuture<String> word;
        lock.lock();
        try {
            word = awaited;
        } finally {
            lock.unlock();
        }
        if (word != null) {
            word.completeExceptionally(reason);
        }
    }
}
