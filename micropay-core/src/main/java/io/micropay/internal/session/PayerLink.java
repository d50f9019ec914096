package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.event.PeerListener;
import io.micropay.event.Traffic;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.TlsContexts;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.PeerMessage.Declined;
import io.micropay.internal.message.PeerMessage.OfferOrder;
import io.micropay.internal.message.PeerMessage.PeerHello;
import io.micropay.internal.message.PeerMessage.PeerWelcome;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The payer's end of a peer link, to the session key that the directory names and to no other. */
public final class PayerLink implements PayeeRoute {
    private final Credential payee;
    private final KeyId payeeKey;
    private final PublicKeyHandle sealingKey;
    private final RequestLink link;

    /**
     * Who connects.
     *
     * @param account the payer's account
     * @param sessionKeys the session key that the directory names for it
     * @param resources threads, timer and bounds
     * @param timeout how long the payee's welcome may take
     * @param traffic told of each message
     */
    public record Caller(
            AccountId account,
            KeyMaterial sessionKeys,
            SessionResources resources,
            Duration timeout,
            PeerListener traffic) {}

    private PayerLink(Credential payee, RequestLink link) {
        this.payee = payee;
        this.payeeKey = Fingerprint.ofPublicKey(payee.accountKey()).keyId();
        this.sealingKey = Credentials.decode(payee.sealingKey());
        this.link = link;
    }

    /**
     * Connects to a payee whose directory entry is verified.
     *
     * @throws IOException if its endpoint cannot be reached
     * @throws MicropayException if whoever answers is not the payee, or does not want to talk
     */
    public static PayerLink connect(Caller caller, Entry entry) throws IOException {
        Credential payee = entry.credential();
        SessionResources resources = caller.resources();
        InetSocketAddress address =
                new InetSocketAddress(entry.peer().host(), entry.peer().port());
        Socket raw = Connection.plain(address, resources.limits().handshake());
        TlsSocket socket = TlsSocket.handshake(
                raw,
                TlsContexts.create(caller.sessionKeys(), certificate -> {
                    if (!Fingerprint.of(certificate)
                            .keyId()
                            .equals(payee.grant().sessionKey())) {
                        throw new AuthenticationException(
                                StatusCode.AUTHENTICATION_FAILED,
                                "whoever answers at " + address + " is not the session of "
                                        + payee.grant().account());
                    }
                }),
                TlsSocket.PEER_PROTOCOL,
                Role.CLIENT,
                resources);
        Connection connection = new Connection(socket, resources, caller.traffic()::sent);
        RequestLink link = new RequestLink(connection, resources, new Pushes(caller.traffic()));
        try {
            PeerHello hello = new PeerHello(Protocol.VERSIONS, caller.account());
            Message reply = RequestLink.await(link.request(hello), caller.timeout());
            Protocol.requireOffered(
                    ClientEngine.expect(PeerWelcome.class, reply).version());
            return new PayerLink(payee, link);
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    /** What the payee says unasked: only that it ends the link. */
    private record Pushes(PeerListener traffic) implements RequestLink.Handler {
        @Override
        public void pushed(Message message) {
            StatusCode status =
                    message instanceof Declined declined ? declined.status() : StatusCode.UNEXPECTED_MESSAGE;
            throw new ProtocolException(status, "the payee ended the link: " + message.text());
        }

        @Override
        public void ended(MicropayException reason) {
            // Those who wait for a reply learn it from their futures.
        }

        @Override
        public void received(Traffic message) {
            traffic.received(message);
        }
    }

    @Override
    public AccountId payee() {
        return payee.grant().account();
    }

    @Override
    public KeyId payeeKey() {
        return payeeKey;
    }

    @Override
    public Optional<PublicKeyHandle> sealingKey() {
        return Optional.of(sealingKey);
    }

    @Override
    public boolean isOpen() {
        return link.isOpen();
    }

    @Override
    public CompletableFuture<Message> offer(SignedOrder order, Bytes sealedMemo) {
        return link.request(new OfferOrder(order, sealedMemo));
    }

    @Override
    public void close() {
        link.close();
    }
}
