package io.micropay.internal.session;

import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.PeerMessage.Declined;
import io.micropay.internal.message.PeerMessage.Delivered;
import io.micropay.internal.message.ServerMessage.Refused;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.KeyId;
import io.micropay.model.SignedOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Straight to the server: to a payee whose account it hosts, or who has agreed already and cannot be reached now. */
final class ServerRoute implements PayeeRoute {
    private final ClientEngine client;
    private final AccountId payee;
    private final KeyId payeeKey;

    ServerRoute(ClientEngine client, AccountId payee, KeyId payeeKey) {
        this.client = client;
        this.payee = payee;
        this.payeeKey = payeeKey;
    }

    @Override
    public AccountId payee() {
        return payee;
    }

    @Override
    public KeyId payeeKey() {
        return payeeKey;
    }

    @Override
    public Optional<PublicKeyHandle> sealingKey() {
        return Optional.empty();
    }

    /** The payee may get a key of its own, or come online, at any time: it is looked up for each payment. */
    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public CompletableFuture<Message> offer(SignedOrder order, Bytes sealedMemo) {
        return client.request(new Submit(List.of(order))).thenApply(ServerRoute::word);
    }

    private static Message word(Message reply) {
        if (reply instanceof Results results && results.results().size() == 1) {
            OrderResult result = results.results().get(0);
            return result.receipt()
                    .<Message>map(Delivered::new)
                    .orElseGet(
                            () -> new Declined(result.status(), result.status().text()));
        }
        return reply instanceof Refused refused ? new Declined(refused.status(), refused.reason()) : reply;
    }

    @Override
    public void close() {
        // The connection to the server is not this route's own.
    }
}
