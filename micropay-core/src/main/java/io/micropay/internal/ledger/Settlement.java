package io.micropay.internal.ledger;

import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.error.StoreException;
import io.micropay.event.SettledBatch;
import io.micropay.model.StatusCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes to a ledger: drains a bounded queue of commands and answers each once it is durable. What
 * queues up while a batch is being committed makes the next batch.
 *
 * <p>A second thread gives the answers, in the order of the ledger, so that no batch waits until those before it are encoded
 * and sent: P1 gained a sixth by it. It may fall behind by a bounded number of batches.
 */
public final class Settlement implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Settlement.class.getName());
    private static final int MAX_BATCH = 1024;
    private static final int MAX_QUEUED = 8192;
    private static final int MAX_UNANSWERED_BATCHES = 8;
    private static final long POLL_MILLIS = 100;
    private static final long CLOSE_MILLIS = 10_000;

    private final LedgerWriter ledger;
    private final Observer observer;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final Thread writer;
    private final ThreadPoolExecutor answering;
    private volatile boolean closing;

    /** Is told of every batch, on the thread that answers, before the answers are given. Must not throw. */
    public interface Observer {
        /** A batch is durable. */
        void settled(SettledBatch batch);

        /** A batch failed, and whether it took effect has to be asked. */
        void failed(int commands, MicropayException reason);
    }

    private static final Observer NOBODY = new Observer() {
        @Override
        public void settled(SettledBatch batch) {}

        @Override
        public void failed(int commands, MicropayException reason) {}
    };

    private record Pending(Command command, long since, CompletableFuture<Answer> answer) {}

    private Settlement(LedgerWriter ledger, Observer observer) {
        this.ledger = ledger;
        this.observer = observer;
        this.writer = daemon(this::run, "micropay-settlement");
        this.answering = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_UNANSWERED_BATCHES),
                work -> daemon(work, "micropay-answers"),
                Settlement::waitForRoom);
    }

    /** The writer waits while too many batches are unanswered. */
    private static void waitForRoom(Runnable answers, ThreadPoolExecutor answering) {
        try {
            if (!answering.isShutdown()) {
                answering.getQueue().put(answers);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answers.run();
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts a thread that writes to the ledger. */
    public static Settlement start(LedgerWriter ledger) {
        return start(ledger, NOBODY);
    }

    /** Starts a thread that writes to the ledger, and tells of it. */
    public static Settlement start(LedgerWriter ledger, Observer observer) {
        Settlement settlement = new Settlement(ledger, observer);
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
        Pending pending = new Pending(command, System.nanoTime(), new CompletableFuture<>());
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
        List<Pending> settled = List.copyOf(batch);
        try {
            List<Duration> commits = new ArrayList<>(1);
            long begun = System.nanoTime();
            List<Answer> answers =
                    ledger.write(settled.stream().map(Pending::command).toList(), commits::add);
            long durable = System.nanoTime();
            SettledBatch report = new SettledBatch(
                    settled.stream()
                            .map(pending -> Duration.ofNanos(durable - pending.since))
                            .toList(),
                    outcomes(answers),
                    Duration.ofNanos(durable - begun),
                    commits.stream().reduce(Duration.ZERO, Duration::plus));
            answering.execute(() -> {
                try {
                    observer.settled(report);
                } finally {
                    // Whatever became of whoever watches: what is durable is answered.
                    for (int i = 0; i < settled.size(); i++) {
                        settled.get(i).answer.complete(answers.get(i));
                    }
                }
            });
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a batch of " + settled.size() + " commands failed", e);
            MicropayException failure = e instanceof MicropayException known
                    ? known
                    : new StoreException(StatusCode.SERVER_FAILED, "the ledger failed", e);
            answering.execute(() -> {
                try {
                    observer.failed(settled.size(), failure);
                } finally {
                    settled.forEach(pending -> pending.answer.completeExceptionally(failure));
                }
            });
        }
    }

    private static List<StatusCode> outcomes(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer instanceof Answer.Decided decided && decided.fresh())
                .map(answer -> ((Answer.Decided) answer).receipt().outcome().status())
                .toList();
    }

    /** How many commands wait for the batch after the one that is being written. */
    public int queued() {
        return queue.size();
    }

    /** Settles what is queued, answers it, and stops. Bounded, idempotent. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(CLOSE_MILLIS);
            answering.shutdown();
            answering.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answering.shutdown();
        }
        List<Pending> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(pending -> pending.answer.completeExceptionally(shuttingDown()));
    }
}
