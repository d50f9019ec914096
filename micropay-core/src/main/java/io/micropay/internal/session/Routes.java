package io.micropay.internal.session;

import io.micropay.error.ConnectionException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.ProtocolException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Finds the ways to payees, and keeps those that can be used again. */
final class Routes implements AutoCloseable {
    private final PeerSession session;
    private final Map<String, PayeeRoute> open = new ConcurrentHashMap<>();
    private final ReentrantLock linking = new ReentrantLock();

    Routes(PeerSession session) {
        this.session = session;
    }

    /**
     * An open way to a payee. Nothing of an order has left this machine while this fails.
     *
     * @param agreed the account key of a payee who has agreed to the order already, so that it need not be asked if it cannot
     * @throws OrderRejectedException if there is no way
     */
    PayeeRoute to(AccountId payee, Optional<KeyId> agreed) {
        Optional<PayeeRoute> known = find(payee);
        if (known.isPresent()) {
            return known.get();
        }
        linking.lock();
        try {
            return find(payee).orElseGet(() -> link(payee, agreed));
        } finally {
            linking.unlock();
        }
    }

    private Optional<PayeeRoute> find(AccountId payee) {
        return Optional.ofNullable(open.get(payee.folded())).filter(PayeeRoute::isOpen);
    }

    private PayeeRoute link(AccountId payee, Optional<KeyId> agreed) {
        try {
            Entry entry = session.verifiedEntry(payee);
            if (session.isHosted(entry)) {
                return new ServerRoute(
                        session.client(),
                        entry.peer().account(),
                        session.serverKey().id());
            }
            return connect(entry, payee, agreed);
        } catch (RequestRefusedException e) {
            return otherwise(payee, agreed.filter(key -> e.status() == StatusCode.PAYEE_OFFLINE))
                    .orElseThrow(() -> new OrderRejectedException(e.status(), String.valueOf(e.getMessage())));
        }
    }

    /** An endpoint that cannot be talked to is as good as none. One that is somebody else's is told of, loudly. */
    private PayeeRoute connect(Entry entry, AccountId payee, Optional<KeyId> agreed) {
        try {
            PayeeRoute fresh = PayerLink.connect(session.caller(), entry);
            open.put(payee.folded(), fresh);
            return fresh;
        } catch (IOException e) {
            return otherwise(payee, agreed)
                    .orElseThrow(() -> new OrderRejectedException(
                            StatusCode.PAYEE_OFFLINE, "cannot reach the endpoint of " + payee + ": " + e.getMessage()));
        } catch (ConnectionException | ProtocolException e) {
            return otherwise(payee, agreed).orElseThrow(() -> e);
        }
    }

    private Optional<PayeeRoute> otherwise(AccountId payee, Optional<KeyId> agreed) {
        return agreed.map(key -> new ServerRoute(session.client(), payee, key));
    }

    @Override
    public void close() {
        open.values().forEach(PayeeRoute::close);
    }
}
