package io.micropay.outbox;

import io.micropay.error.StoreException;
import io.micropay.model.OrderRef;
import java.util.List;

/**
 * The orders of a payer whose end is not known yet. An order is added, durably, before it leaves the machine, and removed
 * once its end is known; what a crash has left in here is settled at the next login. So nobody who is interrupted within a
 * payment has to guess whether the money moved.
 *
 * <p>One outbox may serve several accounts, servers and clients of one process: each session minds its own orders. It is
 * opened before the client and closed after it:
 * <pre>{@code
 * try (Outbox outbox = FileOutbox.open(Path.of("alice.outbox"));
 *         MicropayClient client = MicropayClient.builder("127.0.0.1", 8888, trust).outbox(outbox).connect()) {
 *     PeerEndpoint endpoint = client.login(alice, wallet);
 *     endpoint.resumed().join();
 *     List<SignedOrder> stillUndecided = endpoint.undecided();
 * }
 * }</pre>
 *
 * <p>Implementations are safe for use by several threads. They throw {@link StoreException} when they fail.
 *
 * @since 0.1
 */
public interface Outbox extends AutoCloseable {
    /** The most orders that the ready outboxes hold. */
    int MAX_PENDING = 100_000;

    /**
     * An outbox that lasts as long as the process. If the process ends within a payment, the order is lost, and with it
     * the means to ask how it ended: the payer then has to look at the balance before paying again.
     *
     * @return an empty outbox
     */
    static Outbox inMemory() {
        return new InMemoryOutbox();
    }

    /**
     * Keeps an order. What has the same name already is replaced.
     *
     * @param entry the order, which leaves this machine only after this method has returned
     * @throws StoreException if it is not certain that the order is kept; it must not leave then. Whether
     *     {@link #pending} names it after a restart is open, and does no harm
     */
    void add(OutboxEntry entry);

    /**
     * Forgets an order whose end is known. This need not be durable at once: to ask again about an order that has ended
     * does no harm. Does nothing if there is no such order.
     *
     * @param order its name
     * @throws StoreException if it failed; the order is asked about once more then
     */
    void remove(OrderRef order);

    /**
     * The orders that were added and not removed. Has to be quick: a login waits for it.
     *
     * @return all of them, the oldest first
     * @throws StoreException if they cannot be read
     */
    List<OutboxEntry> pending();

    /** Lets go of what the outbox is kept in. Idempotent. */
    @Override
    void close();
}
