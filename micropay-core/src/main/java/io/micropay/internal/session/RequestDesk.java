package io.micropay.internal.session;

import io.micropay.error.RequestRefusedException;
import io.micropay.error.StoreException;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.ClaimKeys;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.Receipts;
import io.micropay.internal.ledger.Validity;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.ClientMessage.RequestPayment;
import io.micropay.internal.message.ClientMessage.RequestQuery;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.message.ServerMessage.Paid;
import io.micropay.internal.message.ServerMessage.RequestReport;
import io.micropay.internal.session.Directory.Online;
import io.micropay.ledger.Claim;
import io.micropay.ledger.DecidedOrder;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.PaymentRequest;
import io.micropay.model.RequestState.Progress;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import io.micropay.model.StatusCode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Takes a member's payment requests to the ledger, and tells whoever knows of one how it stands. */
final class RequestDesk {
    private final ServerCore core;
    private final AccountId account;

    RequestDesk(ServerCore core, AccountId account) {
        this.core = core;
        this.account = account;
    }

    CompletableFuture<ServerMessage> make(RequestPayment message) {
        SignedRequest signed = message.request();
        if (!signed.request().payee().equals(account)) {
            throw new RequestRefusedException(StatusCode.NOT_PERMITTED, "only its payee can make a payment request");
        }
        Credential own = core.directory()
                .find(account)
                .map(Online::credential)
                .orElseThrow(
                        () -> new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text()));
        core.credentials().verify(signed, own);
        return core.settlement()
                .submit(new Command.MakeRequest(signed))
                .thenApply(answer -> answer instanceof Answer.Done done
                        ? new ServerMessage.Done(done.status())
                        : refused(((Answer.Refused) answer).status()));
    }

    private static ServerMessage.Refused refused(StatusCode status) {
        return new ServerMessage.Refused(status, status.text());
    }

    /**
     * Whoever knows the id has the link, or was told by somebody who has it: it cannot be guessed. A request is called expired
     * only behind whatever is being settled now, for one of those orders may have paid it in time.
     */
    CompletableFuture<ServerMessage> query(RequestQuery message) {
        RequestReport found = find(message);
        if (found.progress() != Progress.EXPIRED) {
            return CompletableFuture.completedFuture(found);
        }
        // Past its time the rules refuse it, and change nothing.
        return core.settlement()
                .submit(new Command.MakeRequest(found.request()))
                .thenApply(answered -> find(message));
    }

    private RequestReport find(RequestQuery message) {
        Digest key = ClaimKeys.ofRequest(message.payee(), message.request());
        try (LedgerView view = core.settings().store().view()) {
            return view.load(LedgerKeys.ofClaim(key))
                    .claim(key)
                    .map(claim -> report(view, claim))
                    .orElseThrow(() -> new RequestRefusedException(
                            StatusCode.REQUEST_UNKNOWN,
                            message.payee() + " has made no such payment request here: was the link altered, or is it"
                                    + " for another server?"));
        }
    }

    private RequestReport report(LedgerView view, Claim claim) {
        SignedRequest signed = Archive.decodeRequest(claim.request());
        Credential signer = credential(
                view,
                signed.signature(),
                found -> Validity.isGranted(signed.request(), found.grant())
                        && found.signature().signer().equals(signed.request().payeeKey()));
        Optional<Paid> payment = claim.settledBy()
                .filter(order -> concerns(signed.request(), order))
                .map(order -> payment(view, order));
        return new RequestReport(signed, signer, progress(signed.request(), claim), payment);
    }

    private Progress progress(PaymentRequest request, Claim claim) {
        if (claim.settledBy().isPresent()) {
            return Progress.PAID;
        }
        return request.expiresAt().isBefore(core.now()) ? Progress.EXPIRED : Progress.OPEN;
    }

    /** Who paid is for nobody else to know. */
    private boolean concerns(PaymentRequest request, OrderRef order) {
        return request.payee().equals(account) || order.payer().equals(account);
    }

    private static Paid payment(LedgerView view, OrderRef order) {
        DecidedOrder decided =
                view.load(LedgerKeys.ofOrders(Set.of(order))).order(order).orElseThrow();
        SignedOrder signed = Archive.decodeOrder(decided.order().request());
        Credential payer =
                credential(view, signed.signature(), found -> Validity.isGranted(signed.order(), found.grant()));
        return new Paid(new Payment(signed, Receipts.of(decided)), payer);
    }

    private static Credential credential(LedgerView view, BatchSignature signature, Predicate<Credential> fits) {
        KeyId session = signature.signer();
        return view.load(LedgerKeys.ofSession(session)).credentials(session).stream()
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        StatusCode.SERVER_FAILED, "the ledger has no grant of the session " + session));
    }
}
