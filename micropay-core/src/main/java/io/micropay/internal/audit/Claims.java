package io.micropay.internal.audit;

import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.ClaimKeys;
import io.micropay.internal.ledger.Validity;
import io.micropay.internal.message.Archive;
import io.micropay.ledger.Claim;
import io.micropay.ledger.DecidedOrder;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.Digest;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentOrder;
import io.micropay.model.Purpose;
import io.micropay.model.SignedRequest;
import io.micropay.model.StatusCode;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of claims: each request signed by its payee, and each settled claim by an order of the journal that was for it.
 * That the order could settle it is asked of the rules, where the journal is.
 */
final class Claims {
    private final LedgerView view;
    private final Signers signers;
    private final Signatures signatures;
    private final Rows<Optional<Digest>, Claim> rows;

    Claims(LedgerView view, Signers signers, Signatures signatures) {
        this.view = view;
        this.signers = signers;
        this.signatures = signatures;
        this.rows = new Rows<>(Row.CLAIM, Optional.empty(), view::claims, claim -> Optional.of(claim.key()));
    }

    /** Throws unless what a decided order was for is there, and says so if the order settled it. */
    void requireFor(PaymentOrder order, StatusCode status) {
        Optional<Digest> key = ClaimKeys.of(order);
        if (key.isEmpty()) {
            return;
        }
        Check check = Check.of(Row.CLAIM, key.get());
        Optional<Claim> claim = Rows.read(
                        Row.CLAIM, key.get().toString(), () -> view.load(LedgerKeys.ofClaim(key.get())))
                .claim(key.get());
        boolean isRequest = order.purpose().get() instanceof Purpose.Requested;
        if (claim.isEmpty()) {
            check.that(!isRequest && status != StatusCode.SETTLED, "missing, though " + order.ref() + " was for it");
            return;
        }
        if (isRequest) {
            check.same("key", keyOf(request(check, claim.get())), key.get());
        } else {
            check.that(claim.get().request().size() == 0, "a refund has no request");
        }
        if (status == StatusCode.SETTLED) {
            check.same("settled by", claim.get().settledBy(), Optional.of(order.ref()));
        }
    }

    private static Digest keyOf(SignedRequest signed) {
        return ClaimKeys.ofRequest(signed.request().payee(), signed.request().id());
    }

    /** Verifies every row. */
    void verify() throws InterruptedException {
        for (Optional<Claim> row = rows.take(); row.isPresent(); row = rows.take()) {
            Audit.checkInterrupt();
            verify(row.get());
        }
        signatures.verifyWaiting();
    }

    private void verify(Claim claim) {
        Check check = Check.of(Row.CLAIM, claim.key());
        if (claim.request().size() > 0) {
            verify(check, claim, request(check, claim));
        } else {
            check.that(claim.settledBy().isPresent(), "neither a request nor settled");
        }
        claim.settledBy().ifPresent(order -> verify(check, claim, order));
    }

    private static SignedRequest request(Check check, Claim claim) {
        return check.decoded("the request", () -> Archive.decodeRequest(claim.request()));
    }

    private void verify(Check check, Claim claim, SignedRequest signed) {
        check.same("key", keyOf(signed), claim.key());
        Signers.Signer signer =
                signers.of(check, signed.signature(), grant -> Validity.isGranted(signed.request(), grant));
        check.same("payee's key", signed.request().payeeKey(), signer.granter());
        signatures.add(new Signatures.Claim(
                check, SigningContext.REQUEST, signer.key(), signed.statement(), signed.signature()));
    }

    private void verify(Check check, Claim claim, OrderRef settledBy) {
        DecidedOrder order = Rows.read(
                        Row.ORDER, settledBy.toString(), () -> view.load(LedgerKeys.ofOrders(Set.of(settledBy))))
                .order(settledBy)
                .orElseThrow(() -> check.broken("settled by " + settledBy + ", which the journal does not have"));
        check.that(order.order().status() == StatusCode.SETTLED, "settled by " + settledBy + ", which moved nothing");
        PaymentOrder content = check.decoded(
                        "the order", () -> Archive.decodeOrder(order.order().request()))
                .order();
        check.same("what " + settledBy + " is for", ClaimKeys.of(content), Optional.of(claim.key()));
    }
}
