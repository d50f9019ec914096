package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.PublicKeyCache;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Validity;
import io.micropay.internal.message.Statements;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.PaymentOrder;
import io.micropay.model.Receipt;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import io.micropay.model.StatusCode;
import java.time.Instant;

/** Verifies what others have signed: grants, orders, receipts. Safe to share between threads. */
public final class Credentials {
    private final BatchVerifier verifier = new BatchVerifier();
    private final PublicKeyCache sessionKeys = new PublicKeyCache();

    BatchVerifier verifier() {
        return verifier;
    }

    /**
     * Returns if a credential is whole: the account key signed the grant, and the keys are those that it names.
     *
     * @throws AuthenticationException if not, or if the grant is for another server or another time
     */
    void verify(Credential credential, KeyId server, Instant now) {
        SessionGrant grant = credential.grant();
        PublicKeyHandle accountKey = decode(credential.accountKey());
        verifier.verify(SigningContext.GRANT, accountKey, credential.statement(), credential.signature());
        boolean keysMatch = decode(credential.sessionKey()).id().equals(grant.sessionKey())
                && decode(credential.sealingKey()).id().equals(grant.sealingKey());
        if (!keysMatch || !grant.serverKey().equals(server)) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED, "the grant of " + grant.account() + " is for other keys");
        }
        if (!grant.covers(now)) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED,
                    "the grant of " + grant.account() + " holds from " + grant.from() + " until " + grant.until()
                            + ", and it is " + now);
        }
    }

    /**
     * Returns if the session that the credential is about signed the order, and was granted to for all of its validity.
     *
     * @throws AuthenticationException if not
     */
    void verify(SignedOrder order, Credential credential) {
        boolean consistent = Statements.decodeOrder(order.statement()).equals(order.order());
        if (!consistent || !Validity.isGranted(order.order(), credential.grant())) {
            throw new AuthenticationException(
                    StatusCode.SIGNATURE_INVALID, "the payer had not granted that session to sign this order");
        }
        PublicKeyHandle sessionKey = sessionKey(credential);
        verifier.verify(SigningContext.ORDER, sessionKey, order.statement(), order.signature());
    }

    /**
     * Returns if the session that the credential is about signed the payment request, and was granted to when it was made.
     *
     * @throws AuthenticationException if not
     */
    void verify(SignedRequest request, Credential credential) {
        boolean consistent = Statements.decodeRequest(request.statement()).equals(request.request());
        if (!consistent
                || !Validity.isGranted(request.request(), credential.grant())
                || !request.request().payeeKey().equals(credential.signature().signer())) {
            throw new AuthenticationException(
                    StatusCode.SIGNATURE_INVALID, "the payee had not granted that session to sign this request");
        }
        verifier.verify(SigningContext.REQUEST, sessionKey(credential), request.statement(), request.signature());
    }

    /**
     * Returns if the server signed the receipt, and it is for the order.
     *
     * @throws AuthenticationException if not
     */
    public void verify(Receipt receipt, SignedOrder order, PublicKeyHandle server) {
        verify(receipt, server);
        Digest digest = Sha256.digest(order.statement());
        if (!Statements.decodeOrder(order.statement()).equals(order.order())
                || !receipt.outcome().orderDigest().equals(digest)
                || !receipt.outcome().orderId().equals(order.order().id())
                || !order.order().serverKey().equals(server.id())
                || !fits(receipt.outcome().status(), order.order())) {
            throw new AuthenticationException(StatusCode.SIGNATURE_INVALID, "the receipt is for another order");
        }
    }

    /** Only an order to pay can be settled, and only an order to hold can set money aside. */
    private static boolean fits(StatusCode status, PaymentOrder order) {
        return switch (status) {
            case SETTLED -> !order.isHold();
            case AUTHORIZED, HOLD_EXPIRED -> order.isHold();
            case CAPTURED, RELEASED -> false;
            default -> true;
        };
    }

    /**
     * Returns if the server signed the receipt, whatever order it is for.
     *
     * @return the digest of its checkpoint, which the next checkpoint names as previous
     * @throws AuthenticationException if not
     */
    public Digest verify(Receipt receipt, PublicKeyHandle server) {
        if (!Statements.decodeOutcome(receipt.statement()).equals(receipt.outcome())) {
            throw new AuthenticationException(StatusCode.SIGNATURE_INVALID, "the receipt says something else");
        }
        return verifier.verify(SigningContext.CHECKPOINT, server, receipt.statement(), receipt.signature());
    }

    private PublicKeyHandle sessionKey(Credential credential) {
        try {
            return sessionKeys.decode(credential.sessionKey());
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    static PublicKeyHandle decode(Bytes key) {
        try {
            return PublicKeyHandle.decode(key);
        } catch (IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    private static AuthenticationException unusable(IllegalArgumentException reason) {
        return new AuthenticationException(StatusCode.AUTHENTICATION_FAILED, "not a usable public key", reason);
    }
}
