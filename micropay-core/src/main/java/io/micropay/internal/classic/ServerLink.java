package io.micropay.internal.classic;

import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.event.Traffic;
import io.micropay.internal.classic.ClassicChannel.Arrived;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connection to the server: one request at a time, each with the next answer, since nothing else says what an answer is
 * to. The server's words on payments come in between, and go elsewhere.
 *
 * <p>A request without an answer ends the connection: its answer, should it still come, would be taken for the next one's.
 */
final class ServerLink implements AutoCloseable {
    private final ClassicChannel channel;
    private final Told told;
    private final Duration timeout;
    private final Handler handler;
    private final Semaphore turn = new Semaphore(1, true);
    private final AtomicReference<@Nullable CompletableFuture<Arrived>> pending = new AtomicReference<>();
    private final AtomicReference<@Nullable MicropayException> end = new AtomicReference<>();

    /** Who takes what is no answer. Called by the reading thread. */
    interface Handler {
        /** The server's word on a payment. */
        void word(String text);

        /** The connection has ended; called once. */
        void ended(MicropayException reason);
    }

    ServerLink(ClassicChannel channel, Told told, Duration timeout, Handler handler) {
        this.channel = channel;
        this.told = told;
        this.timeout = timeout;
        this.handler = handler;
    }

    /** Starts to read. */
    void start(Executor threads) {
        threads.execute(this::readAll);
    }

    private void readAll() {
        try {
            Optional<Arrived> arrived = channel.receive(Duration.ZERO);
            while (arrived.isPresent()) {
                dispatch(arrived.get());
                arrived = channel.receive(Duration.ZERO);
            }
            endBecause(new ConnectionException(StatusCode.DISCONNECTED, "the server has closed the connection"));
        } catch (MicropayException e) {
            endBecause(e);
        } catch (RuntimeException e) {
            endBecause(new ProtocolException(StatusCode.MALFORMED, "the server's message failed here: " + e, e));
        }
    }

    private void dispatch(Arrived arrived) {
        Traffic traffic = arrived.traffic();
        told.of(listener -> listener.received(traffic));
        Optional<String> word = arrived.text().filter(Reply::isAboutTransfer);
        if (word.isPresent()) {
            handler.word(word.get());
            return;
        }
        CompletableFuture<Arrived> waiting = pending.getAndSet(null);
        if (waiting == null) {
            told.of(listener -> listener.dropped("the server said unasked: " + traffic.text()));
        } else {
            waiting.complete(arrived);
        }
    }

    private void endBecause(MicropayException reason) {
        if (end.compareAndSet(null, reason)) {
            channel.abort();
            handler.ended(reason);
        }
        CompletableFuture<Arrived> waiting = pending.getAndSet(null);
        if (waiting != null) {
            waiting.completeExceptionally(reason);
        }
    }

    /**
     * Runs something while nobody else asks anything. Not to be called within itself.
     *
     * @throws ConnectionException if it is not one's turn in time
     */
    <T> T inTurn(Duration patience, Supplier<T> task) {
        try {
            if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ConnectionException(
                        StatusCode.TIMED_OUT, "earlier requests to the server are not answered yet; try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException(StatusCode.TIMED_OUT, "interrupted before the request was sent", e);
        }
        try {
            return task.get();
        } finally {
            turn.release();
        }
    }

    /** As the other one, for as long as a reply may take. */
    <T> T inTurn(Supplier<T> task) {
        return inTurn(timeout, task);
    }

    /** Sends a request and waits for the answer. Only within a turn. */
    Arrived ask(String request) {
        return ask(request, timeout);
    }

    /** As the other one, with a patience of its own. */
    Arrived ask(String request, Duration patience) {
        CompletableFuture<Arrived> reply = new CompletableFuture<>();
        pending.set(reply);
        try {
            tell(request);
            return reply.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw renewed(e);
        } catch (TimeoutException e) {
            throw unanswered("no answer to " + request + " within " + patience.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered("interrupted while waiting for the answer to " + request, e);
        } finally {
            pending.compareAndSet(reply, null);
        }
    }

    /** The reason with the stack of whoever asked. */
    private static MicropayException renewed(ExecutionException failure) {
        Throwable reason = failure.getCause();
        StatusCode status = reason instanceof MicropayException known ? known.status() : StatusCode.DISCONNECTED;
        String text = reason == null ? "the connection has ended" : String.valueOf(reason.getMessage());
        return new ConnectionException(status, text, reason);
    }

    private ConnectionException unanswered(String why, Exception cause) {
        ConnectionException failure =
                new ConnectionException(StatusCode.TIMED_OUT, why + ": the connection is closed, connect anew", cause);
        endBecause(failure);
        return failure;
    }

    /** Sends texts that get no answer, with no other block in between. */
    void tell(String... texts) {
        MicropayException reason = end.get();
        if (reason != null) {
            throw new ConnectionException(reason.status(), "not connected any more: " + reason.getMessage(), reason);
        }
        try {
            for (Traffic block : channel.send(texts)) {
                told.of(listener -> listener.sent(block));
            }
        } catch (ConnectionException e) {
            endBecause(e);
            throw e;
        }
    }

    boolean isOpen() {
        return end.get() == null;
    }

    ClassicChannel channel() {
        return channel;
    }

    /** Closes; bounded, idempotent. */
    @Override
    public void close() {
        channel.close();
    }
}
