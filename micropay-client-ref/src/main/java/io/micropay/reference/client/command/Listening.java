package io.micropay.reference.client.command;

import io.micropay.error.ConnectionException;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.session.Incoming;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.PurposeText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JsonGenerator;

/** Writes incoming payments as results, until there were enough, nobody reads them any more, or the server is lost. */
final class Listening extends Incoming {
    private final Visit visit;
    private final ResultQueue queue;
    private final AtomicLong left;
    private final CompletableFuture<Void> end;

    Listening(Visit visit, ResultQueue queue, long count, CompletableFuture<Void> end) {
        super(visit.screen(), visit.session(), visit.options());
        this.visit = visit;
        this.queue = queue;
        this.left = new AtomicLong(count);
        this.end = end;
    }

    private record Received(Payment payment, Optional<String> memo, Optional<Path> receipt, Amounts amounts)
            implements Result {
        @Override
        public List<String> lines() {
            return List.of(payment.receipt().outcome().settledAt() + "  " + amounts.withCurrency(payment.amount())
                    + " from " + payment.payer() + "  order " + payment.id()
                    + payment.order()
                            .order()
                            .purpose()
                            .map(purpose -> "  for " + PurposeText.of(purpose))
                            .orElse("")
                    + memo.map(text -> "  memo: " + text).orElse(""));
        }

        @Override
        public void writeFields(JsonGenerator json) {
            PaymentFields.write(json, payment, memo, receipt);
        }
    }

    @Override
    public void paymentReceived(Payment payment, Optional<String> memo) {
        Optional<Path> receipt = visit.save(payment, payment.payee());
        Received received = new Received(payment, memo, receipt, visit.amounts());
        queue.add(() -> write(received));
    }

    private void write(Received received) {
        visit.results().print(received);
        if (left.decrementAndGet() <= 0 || visit.results().isClosed()) {
            end.complete(null);
        }
    }

    @Override
    public void disconnected(StatusCode status, String reason) {
        end.completeExceptionally(new ConnectionException(status, "the connection to the server has ended: " + reason));
    }
}
