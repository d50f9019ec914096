package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.error.ConnectionException;
import io.micropay.error.RequestRefusedException;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.model.RequestState;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.session.Incoming;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.Moments;
import io.micropay.reference.client.text.RequestText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Waits until a request is paid or its time is over. */
final class RequestWatch extends Incoming {
    /** A payer who cannot reach this client pays by way of the server, which does not tell: it is asked now and then. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private static final Duration SHORTEST_SILENCE = Duration.ofMillis(100);

    private final Visit visit;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean isUnwanted;
    private volatile @Nullable ConnectionException lost;

    RequestWatch(Visit visit) {
        super(visit.screen(), visit.session(), visit.options());
        this.visit = visit;
    }

    private record Paid(Payment payment, PaymentLink link, Optional<Path> receipt, Amounts amounts) implements Result {
        @Override
        public List<String> lines() {
            return List.of("paid " + amounts.withCurrency(payment.amount()) + " by " + payment.payer() + ", order "
                    + payment.id() + ", receipt " + receipt.map(Path::toString).orElse("not saved"));
        }

        @Override
        public void writeFields(JsonGenerator json) {
            PaymentFields.write(json, payment, link.memo(), receipt);
        }
    }

    @Override
    public void paymentReceived(Payment payment, Optional<String> memo) {
        super.paymentReceived(payment, memo);
        news.release();
    }

    @Override
    public void disconnected(StatusCode status, String reason) {
        lost = new ConnectionException(status, "the connection to the server has ended: " + reason);
        news.release();
    }

    /** From now on Ctrl+C ends the waiting, not the program. */
    void endAtSignals() {
        visit.screen().onSignal(signal -> {
            isUnwanted = true;
            news.release();
        });
    }

    /** Waits, and tells; returns an exit code. */
    int await(PeerEndpoint payee, PaymentLink link, RequestState made) {
        RequestState state = made;
        while (state.progress() == RequestState.Progress.OPEN) {
            awaitNews(state.request().expiresAt());
            if (lost != null) {
                throw lost;
            }
            if (isUnwanted) {
                throw new CommandFailure(
                        ExitCodes.FAILED,
                        "not paid yet; the request is " + RequestText.progress(state)
                                + ". How it stands: micropay requests");
            }
            state = payee.requestState(link);
        }
        if (state.progress() == RequestState.Progress.EXPIRED) {
            throw new RequestRefusedException(
                    StatusCode.REQUEST_EXPIRED,
                    "nobody has paid until " + Moments.of(state.request().expiresAt()));
        }
        Payment payment = state.payment().orElseThrow();
        visit.results().print(new Paid(payment, link, visit.save(payment, payment.payee()), visit.amounts()));
        return ExitCodes.DONE;
    }

    private void awaitNews(Instant deadline) {
        long left = Duration.between(Instant.now(), deadline).toMillis();
        long patience = Math.max(SHORTEST_SILENCE.toMillis(), Math.min(left, LONGEST_SILENCE.toMillis()));
        try {
            boolean isNews = news.tryAcquire(patience, TimeUnit.MILLISECONDS);
            if (isNews) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            isUnwanted = true;
        }
    }
}
