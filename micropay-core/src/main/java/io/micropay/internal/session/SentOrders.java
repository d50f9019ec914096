package io.micropay.internal.session;

import io.micropay.error.MicropayException;
import io.micropay.error.StoreException;
import io.micropay.internal.message.Archive;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import io.micropay.outbox.Outbox;
import io.micropay.outbox.OutboxEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One session's view of the outbox: the orders of its account at its server. */
final class SentOrders {
    private static final Logger LOG = System.getLogger(SentOrders.class.getName());

    private final Outbox outbox;
    private final AccountId account;
    private final KeyId server;

    SentOrders(Outbox outbox, AccountId account, KeyId server) {
        this.outbox = outbox;
        this.account = account;
        this.server = server;
    }

    /**
     * Keeps an order that is about to leave.
     *
     * @throws StoreException if it is not certain that it is kept
     */
    void keep(SignedOrder order) {
        try {
            outbox.add(new OutboxEntry(order.order().ref(), Archive.encode(order)));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException(
                    StatusCode.TRANSFER_FAILED, "the outbox failed (" + e.getMessage() + "), so nothing was sent", e);
        }
    }

    /** Forgets an order whose end is known. That this fails is no reason to hide the outcome. */
    void forget(SignedOrder order) {
        if (!isOurs(order)) {
            return;
        }
        try {
            outbox.remove(order.order().ref());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "the outbox cannot forget order " + order.order().id(),
                    e);
        }
    }

    /**
     * The orders of this account at this server whose end is not known.
     *
     * @throws StoreException if the outbox cannot be read, or has something in it that is no order
     */
    List<SignedOrder> all() {
        return outbox.pending().stream()
                .filter(entry -> entry.order().payer().equals(account))
                .map(SentOrders::decode)
                .filter(this::isOurs)
                .toList();
    }

    private boolean isOurs(SignedOrder order) {
        return order.order().payer().equals(account)
                && order.order().serverKey().equals(server);
    }

    private static StoreException damaged(OutboxEntry entry, @Nullable Throwable cause) {
        return new StoreException(
                StatusCode.MALFORMED, "what the outbox has for order " + entry.order() + " is not that order", cause);
    }

    private static SignedOrder decode(OutboxEntry entry) {
        SignedOrder order;
        try {
            order = Archive.decodeOrder(entry.content());
        } catch (MicropayException e) {
            throw damaged(entry, e);
        }
        if (!order.order().ref().equals(entry.order())) {
            throw damaged(entry, null);
        }
        return order;
    }
}
