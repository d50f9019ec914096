package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.ClientMessage.RequestPayment;
import io.micropay.internal.message.ClientMessage.RequestQuery;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Paid;
import io.micropay.internal.message.ServerMessage.RequestReport;
import io.micropay.internal.message.Statements;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.RequestState;
import io.micropay.model.RequestState.Progress;
import io.micropay.model.SignedRequest;
import io.micropay.model.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes payment requests, and asks how they stand. What the server says counts only with the payee's signature. */
public final class PaymentRequests {
    private final PeerSession session;
    private final BatchSigner signer;

    PaymentRequests(PeerSession session) {
        this.session = session;
        this.signer = new BatchSigner(session.client().settings().sessionKeys(), SigningContext.REQUEST);
    }

    /** Makes a request, which the server keeps. */
    public PaymentLink make(long amount, Optional<String> memo, Duration validity) {
        if (validity.isNegative() || validity.isZero() || validity.compareTo(PaymentRequest.MAX_VALIDITY) > 0) {
            throw new IllegalArgumentException(
                    "a request is for at most " + PaymentRequest.MAX_VALIDITY.toDays() + " days, not " + validity);
        }
        byte[] secret = new byte[PaymentLink.SECRET_SIZE];
        session.client().settings().random().nextBytes(secret);
        PaymentLink link = new PaymentLink(session.account(), amount, Bytes.of(secret), memo);
        Instant now = session.now();
        PaymentRequest request = new PaymentRequest(
                session.serverKey().id(),
                id(link),
                session.account(),
                session.accountKey(),
                amount,
                now,
                now.plusMillis(validity.toMillis()),
                memoDigest(link));
        Bytes statement = Statements.encode(request);
        SignedRequest signed = new SignedRequest(request, statement, signer.sign(statement));
        ClientEngine.expect(Done.class, session.client().ask(new RequestPayment(signed)));
        return link;
    }

    /**
     * How a request stands, once it is sure that the payee has signed it, and it is what the link says.
     *
     * @throws RequestRefusedException if there is no such request, or it says something else
     * @throws AuthenticationException if the server's answer does not verify
     */
    public RequestState state(PaymentLink link) {
        RequestReport report = ClientEngine.expect(
                RequestReport.class, session.client().ask(new RequestQuery(link.payee(), id(link))));
        PaymentRequest request = report.request().request();
        session.credentials().verify(report.signer(), session.serverKey().id(), request.issuedAt());
        session.credentials().verify(report.request(), report.signer());
        if (!request.payee().equals(session.account())) {
            session.checkKnown(report.signer());
        } else if (!request.payeeKey().equals(session.accountKey())) {
            throw new AuthenticationException(
                    StatusCode.SIGNATURE_INVALID,
                    "the server shows a request of this account's that it has not signed");
        }
        if (!request.payee().equals(link.payee()) || !request.id().equals(id(link))) {
            throw new AuthenticationException(
                    StatusCode.SIGNATURE_INVALID, "the server answered with another payment request");
        }
        if (request.amount() != link.amount() || !request.memoDigest().equals(memoDigest(link))) {
            throw new RequestRefusedException(
                    StatusCode.REQUEST_DIFFERS,
                    "the link is not what " + request.payee() + " has signed: amount or memo were altered");
        }
        report.payment().ifPresent(paid -> verify(paid, request));
        if (report.progress() == Progress.PAID
                && request.payee().equals(session.account())
                && report.payment().isEmpty()) {
            throw new AuthenticationException(
                    StatusCode.SIGNATURE_INVALID, "the server says that the request is paid, and does not prove it");
        }
        return new RequestState(request, report.progress(), report.payment().map(Paid::payment));
    }

    /** Whoever paid may have been met by nothing but this: its account key is remembered, so that it can be paid back. */
    private void verify(Paid paid, PaymentRequest request) {
        Payment payment = paid.payment();
        session.credentials().verify(payment.receipt(), payment.order(), session.serverKey());
        session.credentials()
                .verify(
                        paid.payer(),
                        session.serverKey().id(),
                        payment.order().order().issuedAt());
        session.credentials().verify(payment.order(), paid.payer());
        boolean pays = payment.receipt().outcome().status() == StatusCode.SETTLED
                && payment.payee().equals(request.payee())
                && payment.amount() == request.amount()
                && payment.order().order().purpose().equals(Optional.of(new Purpose.Requested(request.id())));
        if (!pays) {
            throw new AuthenticationException(StatusCode.SIGNATURE_INVALID, "the server's proof is of another payment");
        }
        if (!payment.payer().equals(session.account()) && !session.isHosted(paid.payer())) {
            session.checkKnown(paid.payer());
        }
    }

    private static Digest id(PaymentLink link) {
        return Sha256.digest(link.secret());
    }

    /** With the secret, without which nobody can find a memo by trying. */
    private static Digest memoDigest(PaymentLink link) {
        return link.memo()
                .map(memo -> {
                    Bytes text = Bytes.of(memo.getBytes(StandardCharsets.UTF_8));
                    byte[] both = new byte[link.secret().size() + text.size()];
                    link.secret().copyTo(both, 0);
                    text.copyTo(both, link.secret().size());
                    return Sha256.digest(Bytes.of(both));
                })
                .orElse(Digest.NONE);
    }
}
