package io.micropay.internal.ledger;

import io.micropay.internal.message.CaptureRequest;
import io.micropay.internal.message.OperatorAct;
import io.micropay.internal.message.VoidRequest;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import java.util.Optional;

/** Something for the ledger to decide or to write down. Signatures were verified before; the rules judge the rest. */
public sealed interface Command {
    /** Open an account with these keys. The request's signature is verified. */
    record Register(AccountId account, AccountKeys keys) implements Command {}

    /** Give a hosted account keys of its own. That its owner asks for it, and with these keys, is verified. */
    record Bind(AccountId account, AccountKeys keys) implements Command {}

    /**
     * Settle an order.
     *
     * @param order the order
     * @param digest the SHA-256 digest of its statement
     * @param granter the account key that had granted a session for the whole validity of the order, and that session signed
     *     it; empty if the signature did not verify, or no grant was for it
     */
    record Settle(SignedOrder order, Digest digest, Optional<KeyId> granter) implements Command {}

    /** Remember a payment request. Its signature is verified. */
    record MakeRequest(SignedRequest request) implements Command {}

    /** Void an order. The request's signature is verified; {@code encoded} is the signed request. */
    record VoidOrder(VoidRequest request, Bytes encoded) implements Command {}

    /** Remember a verified credential, and where its account is. */
    record LogIn(Credential credential, Presence presence) implements Command {}

    /** Remember that an account is nowhere. */
    record LogOut(AccountId account) implements Command {}

    /**
     * End a hold as its payee asks. The request's signature is verified.
     *
     * @param request the request
     * @param digest the SHA-256 digest of its statement
     * @param encoded the signed request
     */
    record EndHold(CaptureRequest request, Digest digest, Bytes encoded) implements Command {}

    /** End a hold, of which this is the payee, if it is past its time. */
    record ExpireHold(OrderRef hold, AccountId payee) implements Command {}

    /** Do what the operator asks for. */
    record Act(OperatorAct act) implements Command {}
}
