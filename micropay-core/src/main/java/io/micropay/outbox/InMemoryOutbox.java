package io.micropay.outbox;

import io.micropay.model.OrderRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Lasts as long as the process. */
final class InMemoryOutbox implements Outbox {
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final Map<OrderRef, OutboxEntry> entries = new LinkedHashMap<>();

    @Override
    public void add(OutboxEntry entry) {
        lock.lock();
        try {
            if (entries.size() >= MAX_PENDING && !entries.containsKey(entry.order())) {
                throw OutboxFailures.full("the outbox in memory");
            }
            entries.put(entry.order(), entry);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void remove(OrderRef order) {
        lock.lock();
        try {
            entries.remove(order);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<OutboxEntry> pending() {
        lock.lock();
        try {
            return new ArrayList<>(entries.values());
        } finally {
            lock.unlock();
        }
    }

    /** Changes nothing: there is nothing to let go of. */
    @Override
    public void close() {}
}
