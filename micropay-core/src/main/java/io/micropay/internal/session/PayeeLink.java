package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.Sealing;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.internal.ledger.Validity;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.PeerMessage.Accepted;
import io.micropay.internal.message.PeerMessage.Declined;
import io.micropay.internal.message.PeerMessage.Delivered;
import io.micropay.internal.message.PeerMessage.OfferOrder;
import io.micropay.internal.message.PeerMessage.PeerHello;
import io.micropay.internal.message.PeerMessage.PeerWelcome;
import io.micropay.internal.message.Ping;
import io.micropay.internal.message.Pong;
import io.micropay.internal.message.ServerMessage.Refused;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.internal.session.Connection.Envelope;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.Offer;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The payee's end of a peer link: checks offers, has them settled, passes the receipts on. */
final class PayeeLink implements AutoCloseable {
    private final Socket raw;
    private final PeerSession session;
    private final PayeeHost host;
    private volatile @Nullable Connection connection;

    PayeeLink(Socket raw, PeerSession session, PayeeHost host) {
        this.raw = raw;
        this.session = session;
        this.host = host;
    }

    /** Serves one payer until one of the two has had enough. Returns; never throws for what a payer did. */
    void run(SSLContext tls) {
        SessionResources resources = session.client().resources();
        try {
            TlsSocket socket = TlsSocket.handshake(raw, tls, TlsSocket.PEER_PROTOCOL, Role.SERVER, resources);
            Connection opened =
                    new Connection(socket, resources, session.client().listener()::sent);
            connection = opened;
            converse(opened);
        } catch (MicropayException | IOException e) {
            // Whoever that was, it costs nobody but them.
        } finally {
            close();
        }
    }

    private void converse(Connection opened) {
        try {
            Credential payer = meet(opened);
            opened.allowMemberFrames();
            Duration idle = session.client().resources().limits().idle();
            Optional<Envelope> next = opened.receive(idle);
            while (next.isPresent()) {
                answer(opened, next.get(), payer);
                next = opened.receive(idle);
            }
        } catch (MicropayException e) {
            opened.send(0, new Declined(e.status(), Protocol.reason(e)));
            opened.close();
        }
    }

    /** The payer says who it is; the directory says with which key it has to have come. */
    private Credential meet(Connection opened) {
        Duration patience = session.client().resources().limits().firstMessage();
        Envelope first = opened.receive(patience)
                .orElseThrow(() -> new ConnectionException(StatusCode.DISCONNECTED, "closed before its first message"));
        if (!(first.message() instanceof PeerHello hello)) {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "the first message has to be a hello");
        }
        Protocol.requireRequestId(first.requestId());
        int version = Protocol.choose(hello.versions());
        Credential payer = session.verifiedEntry(hello.account()).credential();
        boolean isSame = payer.grant().account().equals(hello.account())
                && payer.grant().sessionKey().equals(opened.peerKey().id());
        if (!isSame) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED, "this connection is not by the session of " + hello.account());
        }
        opened.send(first.requestId(), new PeerWelcome(version));
        return payer;
    }

    private void answer(Connection opened, Envelope envelope, Credential payer) {
        Callbacks.run(() -> session.client().listener().received(envelope.traffic()));
        Message message = envelope.message();
        if (message instanceof Pong) {
            return;
        }
        Protocol.requireRequestId(envelope.requestId());
        if (message instanceof OfferOrder offer) {
            try {
                consider(opened, envelope.requestId(), offer, payer);
            } catch (AuthenticationException | RequestRefusedException e) {
                opened.send(envelope.requestId(), new Declined(e.status(), Protocol.reason(e)));
            }
        } else if (message instanceof Ping) {
            opened.send(envelope.requestId(), new Pong());
        } else {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "not expected now: " + message.text());
        }
    }

    private void consider(Connection opened, int requestId, OfferOrder message, Credential payer) {
        SignedOrder order = message.order();
        check(order.order(), payer);
        session.credentials().verify(order, payer);
        Offer offer = new Offer(order, memo(message));
        if (!Callbacks.ask(() -> session.client().listener().accept(offer))) {
            throw new RequestRefusedException(StatusCode.DECLINED, session.account() + " declined the offer");
        }
        opened.send(requestId, new Accepted());
        var unused = session.client()
                .request(new Submit(List.of(order)))
                .whenComplete((reply, failure) -> opened.send(requestId, passOn(offer, reply, failure)));
    }

    /** What the server would refuse anyway is not worth a round trip; the order of the checks is the server's. */
    private void check(PaymentOrder order, Credential payer) {
        StatusCode refusal = null;
        if (!order.serverKey().equals(session.serverKey().id())) {
            refusal = StatusCode.WRONG_SERVER;
        } else if (!Validity.isValid(order, session.now())) {
            refusal = StatusCode.EXPIRED;
        } else if (!order.payer().equals(payer.grant().account())) {
            refusal = StatusCode.UNKNOWN_PAYER;
        } else if (!order.payee().equals(session.account()) || !order.payeeKey().equals(session.accountKey())) {
            refusal = StatusCode.UNKNOWN_PAYEE;
        } else if (order.payer().equals(order.payee())) {
            refusal = StatusCode.PAYER_IS_PAYEE;
        } else if (order.amount() <= 0) {
            refusal = StatusCode.AMOUNT_NOT_POSITIVE;
        }
        if (refusal != null) {
            throw new RequestRefusedException(refusal, refusal.text());
        }
    }

    private Optional<String> memo(OfferOrder message) {
        Bytes sealed = message.sealedMemo();
        Digest expected = message.order().order().memoDigest();
        if (!expected.equals(sealed.size() == 0 ? Digest.NONE : Sha256.digest(sealed))) {
            throw new RequestRefusedException(StatusCode.MALFORMED, "the memo is not the one of the order");
        }
        if (sealed.size() == 0) {
            return Optional.empty();
        }
        ByteBuffer text =
                ByteBuffer.wrap(Sealing.open(session.sealingKey(), sealed).toByteArray());
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
        } catch (CharacterCodingException e) {
            throw new RequestRefusedException(StatusCode.MALFORMED, "the memo is not UTF-8", e);
        }
    }

    /** What to tell the payer. A refusal here is not final: only a receipt is, and the payer asks the server for one. */
    private Message passOn(Offer offer, @Nullable Message reply, @Nullable Throwable failure) {
        if (failure != null) {
            return new Declined(StatusCode.DISCONNECTED, "the payee lost its server; ask the server");
        }
        if (reply instanceof Results results && results.results().size() == 1) {
            OrderResult result = results.results().get(0);
            if (result.receipt().isPresent()) {
                return deliver(offer, result.receipt().get());
            }
            return new Declined(result.status(), result.status().text());
        }
        if (reply instanceof Refused refused) {
            return new Declined(refused.status(), refused.reason());
        }
        return new Declined(StatusCode.UNEXPECTED_MESSAGE, "the payee's server misbehaved; ask the server");
    }

    private Message deliver(Offer offer, Receipt receipt) {
        try {
            Payment payment = session.payer().pending().verified(offer.order(), receipt);
            if (isNews(payment)) {
                Callbacks.run(() -> announce(payment, offer.memo()));
            }
            return new Delivered(receipt);
        } catch (AuthenticationException e) {
            return new Declined(StatusCode.SIGNATURE_INVALID, "the payee's server sent a receipt that does not verify");
        }
    }

    private void announce(Payment payment, Optional<String> memo) {
        if (payment.order().order().isHold()) {
            session.client().listener().holdReceived(payment, memo);
        } else {
            session.client().listener().paymentReceived(payment, memo);
        }
    }

    /**
     * An order that settled before this client connected is old: its payer may offer it again after this process was
     * restarted, but it pays for nothing a second time. The journal tells which came first, whatever the clocks say.
     */
    private boolean isNews(Payment payment) {
        Outcome outcome = payment.receipt().outcome();
        return outcome.isAccepted()
                && outcome.sequence() > session.client().journalAtConnect()
                && host.isNews(payment.order().order().ref());
    }

    @Override
    public void close() {
        Connection opened = connection;
        if (opened != null) {
            opened.close();
        }
        try {
            raw.close();
        } catch (IOException e) {
            // The link is over in any case.
        }
    }
}
