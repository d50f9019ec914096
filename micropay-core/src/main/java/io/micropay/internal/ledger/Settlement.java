package io.micropay.internal.ledger;

import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.error.StoreException;
import io.micropay.model.StatusCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes to a ledger: drains a bounded queue of commands and answers each once it is durable. What
 * queues up while a batch is being committed makes the next batch.
 */
public final class Settlement implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Settlement.class.getName());
    private static final int MAX_BATCH = 1024;
    private static final int MAX_QUEUED = 8192;
    private static final long POLL_MILLIS = 100;
    private static final long CLOSE_MILLIS = 10_000;

    private final LedgerWriter ledger;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final Thread writer;
    private volatile boolean closing;

    private record Pending(Command command, CompletableFuture<Answer> answer) {}

    private Settlement(LedgerWriter ledger) {
        this.ledger = ledger;
        this.writer = new Thread(this::run, "micropay-settlement");
        this.writer.setDaemon(true);
    }

    /** Starts a thread that writes to the ledger. */
    public static Settlement start(LedgerWriter ledger) {
        Settlement settlement = new Settlement(ledger);
        settlement.writer.start();
        return settlement;
    }

    /**
     * Hands in a command; waits while the queue is full.
     *
     * @return the answer, once it is durable. Fails with {@link StoreException} if the store did, and it has to be asked
     *     whether the command took effect; with {@link RequestRefusedException} if it certainly did not, because the
     *     writer is closing
     */
    public CompletableFuture<Answer> submit(Command command) {
        Pending pending = new Pending(command, new CompletableFuture<>());
        try {
            boolean queued = false;
            while (!queued && !closing) {
                queued = queue.offer(pending, POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (!queued || (closing && queue.remove(pending))) {
                pending.answer.completeExceptionally(shuttingDown());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pending.answer.completeExceptionally(shuttingDown());
        }
        return pending.answer;
    }

    private static MicropayException shuttingDown() {
        return new RequestRefusedException(StatusCode.SHUTTING_DOWN, "the server is shutting down");
    }

    private void run() {
        List<Pending> batch = new ArrayList<>(MAX_BATCH);
        while (!closing || !queue.isEmpty()) {
            try {
                Pending first = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, MAX_BATCH - 1);
                    settle(batch);
                }
            } catch (InterruptedException e) {
                closing = true;
            } finally {
                batch.clear();
            }
        }
    }

    /** Settles a batch. Whatever goes wrong, everybody gets an answer and the writer goes on. */
    private void settle(List<Pending> batch) {
        List<Answer> answers;
        try {
            answers = ledger.write(batch.stream().map(Pending::command).toList());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a batch of " + batch.size() + " commands failed", e);
            MicropayException failure = e instanceof MicropayException known
                    ? known
                    : new StoreException(StatusCode.SERVER_FAILED, "the ledger failed", e);
            batch.forEach(pending -> pending.answer.completeExceptionally(failure));
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.complete(answers.get(i));
        }
    }

    /** Settles what is queued, answers it, and stops. Bounded, idempotent. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<Pending> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(pending -> pending.answer.completeExceptionally(shuttingDown()));
    }
}
