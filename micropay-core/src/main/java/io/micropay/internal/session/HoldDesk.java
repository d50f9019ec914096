package io.micropay.internal.session;

import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.Receipts;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.CaptureRequest;
import io.micropay.internal.message.ClientMessage.Capture;
import io.micropay.internal.message.ClientMessage.HoldQuery;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.message.ServerMessage.HoldReport;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Ends holds as a member, their payee, asks, and tells payer and payee how they ended. */
final class HoldDesk {
    private final ServerCore core;
    private final ServerSession session;
    private final AccountId account;

    HoldDesk(ServerCore core, ServerSession session, AccountId account) {
        this.core = core;
        this.session = session;
        this.account = account;
    }

    CompletableFuture<ServerMessage> capture(Capture message) {
        CaptureRequest request = message.request();
        if (!request.payee().equals(account)) {
            throw new RequestRefusedException(StatusCode.NOT_PERMITTED, "only its payee can take from a hold");
        }
        core.credentials()
                .verifier()
                .verify(
                        SigningContext.CAPTURE,
                        session.connection().peerKey(),
                        message.statement(),
                        message.signature());
        Command command = new Command.EndHold(request, Sha256.digest(message.statement()), Archive.encode(message));
        return core.settlement().submit(command).thenApply(answer -> {
            if (!(answer instanceof Answer.Decided decided)) {
                StatusCode refusal = ((Answer.Refused) answer).status();
                return new ServerMessage.Refused(refusal, refusal.text());
            }
            HoldReport report = new HoldReport(message.statement(), Optional.of(decided.receipt()));
            if (decided.fresh()) {
                core.directory()
                        .find(request.hold().payer())
                        .ifPresent(payer -> payer.session().push(report));
            }
            return report;
        });
    }

    /** Only to its payer and its payee a hold is known. A hold that is past its time ends now. */
    CompletableFuture<ServerMessage> query(HoldQuery message) {
        Hold hold = find(message)
                .orElseThrow(
                        () -> new RequestRefusedException(StatusCode.HOLD_UNKNOWN, StatusCode.HOLD_UNKNOWN.text()));
        if (hold.isOpen() && hold.captureBy().isBefore(core.now())) {
            return core.settlement()
                    .submit(new Command.ExpireHold(hold.order(), hold.payee()))
                    .thenApply(expired -> report(find(message).orElseThrow()));
        }
        return CompletableFuture.completedFuture(report(hold));
    }

    private Optional<Hold> find(HoldQuery message) {
        try (LedgerView view = core.settings().store().view()) {
            return view.load(LedgerKeys.ofHolds(Set.of(message.hold())))
                    .hold(message.hold())
                    .filter(hold ->
                            hold.order().payer().equals(account) || hold.payee().equals(account));
        }
    }

    private HoldReport report(Hold hold) {
        if (hold.isOpen()) {
            return new HoldReport(Bytes.EMPTY, Optional.empty());
        }
        HoldEnd end = hold.end().orElseThrow();
        Bytes statement = end.request().size() == 0
                ? Bytes.EMPTY
                : Archive.decodeCapture(end.request()).statement();
        try (LedgerView view = core.settings().store().view()) {
            return new HoldReport(
                    statement,
                    view.load(LedgerKeys.ofEntries(Set.of(end.sequence())))
                            .entry(end.sequence())
                            .map(Receipts::of));
        }
    }
}
