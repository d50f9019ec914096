package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.CaptureRequest;
import io.micropay.internal.message.ClientMessage.Capture;
import io.micropay.internal.message.ClientMessage.HoldQuery;
import io.micropay.internal.message.ServerMessage.HoldReport;
import io.micropay.internal.message.Statements;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.HoldOutcome;
import io.micropay.model.OrderRef;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.util.Optional;

/** Ends holds whose payee this account is, and asks how holds ended. What the server says counts only with a receipt. */
public final class Holds {
    private final PeerSession session;
    private final BatchSigner signer;

    Holds(PeerSession session) {
        this.session = session;
        this.signer = new BatchSigner(session.client().settings().sessionKeys(), SigningContext.CAPTURE);
    }

    /**
     * Takes from a hold, or releases it. The same request again gets the same answer.
     *
     * @param amount how much to take; zero releases
     * @throws io.micropay.error.RequestRefusedException if the hold stays as it was, or had ended otherwise
     */
    public HoldOutcome end(SignedOrder hold, long amount) {
        CaptureRequest request = new CaptureRequest(
                session.serverKey().id(),
                hold.order().ref(),
                Sha256.digest(hold.statement()),
                session.account(),
                amount);
        Bytes statement = Statements.encode(request);
        HoldReport report = ClientEngine.expect(
                HoldReport.class, session.client().ask(new Capture(request, statement, signer.sign(statement))));
        return outcome(hold, report).orElseThrow(() -> invalid("says that the hold is open"));
    }

    /** How a hold ended; empty while it is open. */
    public Optional<HoldOutcome> outcome(SignedOrder hold) {
        HoldReport report = ClientEngine.expect(
                HoldReport.class,
                session.client().ask(new HoldQuery(hold.order().ref())));
        return outcome(hold, report);
    }

    private Optional<HoldOutcome> outcome(SignedOrder hold, HoldReport report) {
        Optional<HoldOutcome> outcome = verified(hold.order().ref(), Sha256.digest(hold.statement()), report);
        if (outcome.isPresent() && outcome.get().captured() > hold.order().amount()) {
            throw invalid("took more than was held");
        }
        return outcome;
    }

    /** Passes on what the server says unasked about a hold of this account, if it verifies. */
    void pushed(HoldReport report) {
        try {
            CaptureRequest request = Statements.decodeCapture(report.statement());
            if (request.hold().payer().equals(session.account())) {
                verified(request.hold(), request.holdDigest(), report)
                        .ifPresent(outcome ->
                                Callbacks.run(() -> session.client().listener().holdEnded(outcome)));
            }
        } catch (AuthenticationException e) {
            // Not the server's word: whoever wants to know will ask.
        }
    }

    private Optional<HoldOutcome> verified(OrderRef hold, Digest holdDigest, HoldReport report) {
        if (report.receipt().isEmpty()) {
            return Optional.empty();
        }
        Receipt receipt = report.receipt().get();
        session.credentials().verify(receipt, session.serverKey());
        long captured = 0;
        Digest due = holdDigest;
        StatusCode status = StatusCode.HOLD_EXPIRED;
        if (report.statement().size() > 0) {
            CaptureRequest request = Statements.decodeCapture(report.statement());
            if (!request.hold().equals(hold) || !request.holdDigest().equals(holdDigest)) {
                throw invalid("is about another hold");
            }
            captured = request.amount();
            due = Sha256.digest(report.statement());
            status = captured == 0 ? StatusCode.RELEASED : StatusCode.CAPTURED;
        }
        boolean matches = receipt.outcome().orderId().equals(hold.id())
                && receipt.outcome().orderDigest().equals(due)
                && receipt.outcome().status() == status;
        if (!matches) {
            throw invalid("does not match its receipt");
        }
        return Optional.of(new HoldOutcome(hold, captured, receipt));
    }

    private static AuthenticationException invalid(String what) {
        return new AuthenticationException(StatusCode.SIGNATURE_INVALID, "the server's report on a hold " + what);
    }
}
