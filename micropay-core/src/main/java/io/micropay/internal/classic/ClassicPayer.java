package io.micropay.internal.classic;

import io.micropay.classic.ClassicListing;
import io.micropay.classic.ClassicPeer;
import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.event.Traffic;
import io.micropay.internal.crypto.TlsHandshake.ClassicOffer;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Pays: tells the payee, and waits for the server's word. */
final class ClassicPayer {
    /** A payee who has just come online may not listen yet, or not find us in its certificates. */
    private static final Duration LAG = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(100);

    private final ClassicEngine engine;
    private final AwaitedWord words;

    ClassicPayer(ClassicEngine engine, AwaitedWord words) {
        this.engine = engine;
        this.words = words;
    }

    /**
     * Pays, and returns once the server says that the money moved.
     *
     * @throws OrderRejectedException if nothing was paid
     * @throws OutcomeUnknownException if the payee was told, and no word has come
     */
    void pay(Transfer transfer) {
        ClassicBlock.requireText(transfer.text());
        if (!transfer.isPayable()) {
            throw new OrderRejectedException(
                    StatusCode.AMOUNT_NOT_POSITIVE, "the amount must be above zero, not " + transfer.amount());
        }
        if (transfer.payer().equals(transfer.payee())) {
            throw new OrderRejectedException(StatusCode.PAYER_IS_PAYEE, "Cannot transfer to yourself");
        }
        words.begin(engine.settings().timeout());
        try {
            ClassicPeer payee = find(transfer.payee());
            ClassicSocket socket = reach(payee);
            CompletableFuture<String> word = words.expect();
            tell(socket, transfer);
            judge(transfer, await(transfer, word));
        } finally {
            words.end();
        }
    }

    private ClassicPeer find(String payee) {
        ClassicListing listing = engine.list();
        Optional<ClassicPeer> entry = listing.find(payee);
        if (entry.isEmpty()) {
            String why = listing.isComplete()
                    ? "User not found: '" + payee + "' is not online in this spelling"
                    : "User not found: '" + payee + "' is not among the "
                            + listing.peers().size() + " of " + listing.online()
                            + " users online whom the server's list has room for";
            throw new OrderRejectedException(StatusCode.UNKNOWN_PAYEE, why);
        }
        return entry.get();
    }

    /**
     * Connects to the payee. With TLS 1.2, so that the payee has accepted our certificate before the block leaves: until
     * then it is safe to try again.
     */
    private ClassicSocket reach(ClassicPeer payee) {
        InetSocketAddress address = new InetSocketAddress(payee.host(), payee.port());
        ClassicLimits limits = engine.settings().limits();
        long start = System.nanoTime();
        while (true) {
            try {
                engine.settings().certificates().ensureListed(engine.tls().own().certificate());
                return engine.tls().connect(address, ClassicOffer.CONFIRMED, limits.handshake());
            } catch (AuthenticationException e) {
                throw unreachable(payee, e);
            } catch (MicropayException e) {
                if (System.nanoTime() - start > LAG.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    throw unreachable(payee, e);
                }
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static OrderRejectedException unreachable(ClassicPeer payee, MicropayException why) {
        return new OrderRejectedException(
                StatusCode.PAYEE_OFFLINE, "cannot reach " + payee + "; nothing was paid: " + why.getMessage(), why);
    }

    /** Whether the block has arrived, only the server's word tells, also if the connection broke. */
    private void tell(ClassicSocket socket, Transfer transfer) {
        ClassicChannel channel = engine.channel(socket);
        try {
            for (Traffic block : channel.send(transfer.text())) {
                engine.told().of(listener -> listener.sent(block));
            }
        } catch (MicropayException e) {
            engine.told()
                    .of(listener -> listener.dropped("the connection to the payee broke: " + e.getMessage()
                            + "; waiting for the server's word all the same"));
        } finally {
            channel.close();
        }
    }

    private String await(Transfer transfer, CompletableFuture<String> word) {
        Duration timeout = engine.settings().timeout();
        try {
            return word.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return lastWord(
                    word, unknown(transfer, "the server said nothing of it within " + timeout.toMillis() + " ms", e));
        } catch (ExecutionException e) {
            Throwable reason = e.getCause();
            throw unknown(transfer, reason == null ? "the connection has ended" : reason.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lastWord(word, unknown(transfer, "interrupted while waiting for the server's word", e));
        }
    }

    /** A word that came at the very last moment counts; from here on none does. */
    private String lastWord(CompletableFuture<String> word, OutcomeUnknownException otherwise) {
        words.giveUp();
        if (word.isDone() && !word.isCompletedExceptionally()) {
            return word.join();
        }
        throw otherwise;
    }

    private static void judge(Transfer transfer, String word) {
        Optional<Reply> reply = Reply.of(word);
        if (reply.isEmpty()) {
            throw unknown(transfer, "the server said '" + word.strip() + "'", null);
        }
        switch (reply.get()) {
            case TRANSFER_OK -> {}
            case BANKRUPT ->
                throw new OrderRejectedException(
                        StatusCode.INSUFFICIENT_FUNDS, "transfer FAIL due to bankruptcy; nothing was paid");
            default -> throw new OrderRejectedException(StatusCode.TRANSFER_FAILED, "transfer FAIL; nothing was paid");
        }
    }

    private static OutcomeUnknownException unknown(Transfer transfer, @Nullable String why, @Nullable Exception cause) {
        return OutcomeUnknownException.withoutOrder(
                "whether " + transfer.text() + " was paid is not known: " + why
                        + "; compare the balance before paying again",
                cause);
    }
}
