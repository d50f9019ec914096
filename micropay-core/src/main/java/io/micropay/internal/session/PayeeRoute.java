package io.micropay.internal.session;

import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.PeerMessage.Declined;
import io.micropay.internal.message.PeerMessage.Delivered;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.KeyId;
import io.micropay.model.SignedOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The way on which a payee gets an order. */
interface PayeeRoute extends AutoCloseable {
    /** The payee in the spelling of its registration. */
    AccountId payee();

    /** The id of its account key. */
    KeyId payeeKey();

    /** The key to seal to; empty if the payee has none, and so cannot read memos or capture holds. */
    Optional<PublicKeyHandle> sealingKey();

    /** Whether it can be used again. */
    boolean isOpen();

    /**
     * Sends an order on its way.
     *
     * @return the receipt ({@link Delivered}), why there is none ({@link Declined}), or anything else that is neither
     */
    CompletableFuture<Message> offer(SignedOrder order, Bytes sealedMemo);

    @Override
    void close();
}
