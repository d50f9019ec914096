package io.micropay.internal.audit;

import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.Validity;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.ClientMessage.VoidOrder;
import io.micropay.internal.message.OperatorAct;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.model.AccountId;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.KeyId;
import io.micropay.model.Outcome;
import io.micropay.model.PaymentOrder;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.util.Optional;
import java.util.function.Predicate;

/** The rows of decided orders: each the one of its journal entry, and what its payer or the operator asked for. */
final class Orders {
    private final Signers signers;
    private final Signatures signatures;
    private final Claims claims;
    private final Numbered<OrderRecord> rows;

    Orders(LedgerView view, Signers signers, Signatures signatures, Claims claims) {
        this.signers = signers;
        this.signatures = signatures;
        this.claims = claims;
        this.rows = new Numbered<>(Row.ORDER, view::orders, OrderRecord::sequence);
    }

    /** What was asked for when the entry was written. */
    Command requestOf(Fact.Decided fact) {
        OrderRecord row = rows.of(fact.sequence());
        Check check = Check.of(Row.ORDER, fact.sequence());
        Outcome outcome = fact.outcome();
        check.same("id", row.id(), outcome.orderId());
        check.same("digest", row.digest(), outcome.orderDigest());
        check.same("status", row.status(), outcome.status());
        return outcome.status() == StatusCode.VOIDED ? voided(check, row) : settled(check, row);
    }

    /** What the operator asked for when the entry was written. */
    Command requestOf(Fact.Acted fact) {
        OrderRecord row = rows.of(fact.sequence());
        Check check = Check.of(Row.ORDER, fact.sequence());
        OperatorAct act = fact.act().act();
        Bytes request = Archive.encode(act);
        check.same("id", row.id(), act.id());
        check.same("digest", row.digest(), Sha256.digest(request));
        check.same("payer", row.payer(), AccountId.ISSUANCE);
        check.same("payee", row.payee(), Optional.of(act.account()));
        check.same("status", row.status(), StatusCode.SETTLED);
        check.same("request", row.request(), request);
        return new Command.Act(act);
    }

    private Command settled(Check check, OrderRecord row) {
        SignedOrder signed = check.decoded("the request", () -> Archive.decodeOrder(row.request()));
        PaymentOrder order = signed.order();
        check.same("the digest of the request", Sha256.digest(signed.statement()), row.digest());
        check.same("payer", row.payer(), order.payer());
        check.same("payee", row.payee(), Optional.of(order.payee()));
        KeyId granter = signer(
                check,
                SigningContext.ORDER,
                signed.statement(),
                signed.signature(),
                grant -> Validity.isGranted(order, grant));
        claims.requireFor(order, row.status());
        return new Command.Settle(signed, row.digest(), Optional.of(granter));
    }

    private Command voided(Check check, OrderRecord row) {
        VoidOrder signed = check.decoded("the request", () -> Archive.decodeVoid(row.request()));
        check.same("the order of the request", signed.request().order(), row.id());
        check.same("the digest in the request", signed.request().orderDigest(), row.digest());
        check.same("payer", row.payer(), signed.request().payer());
        check.same("payee", row.payee(), Optional.empty());
        var unused = signer(
                check,
                SigningContext.VOID,
                signed.statement(),
                signed.signature(),
                grant -> grant.account().equals(row.payer()));
        return new Command.VoidOrder(signed.request(), row.request());
    }

    /** Has a signature verified, and tells which account key granted the session that it is of. */
    private KeyId signer(
            Check check,
            SigningContext context,
            Bytes statement,
            BatchSignature signature,
            Predicate<SessionGrant> covers) {
        Signers.Signer signer = signers.of(check, signature, covers);
        signatures.add(new Signatures.Claim(check, context, signer.key(), statement, signature));
        return signer.granter();
    }

    /** Throws if there is a row that no entry has asked for. */
    void requireEnd() {
        rows.requireEnd();
    }

    long passed() {
        return rows.passed();
    }
}
