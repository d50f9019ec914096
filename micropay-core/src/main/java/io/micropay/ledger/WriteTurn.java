package io.micropay.ledger;

import java.util.concurrent.locks.ReentrantLock;

/** One write transaction at a time: a thread takes the turn when it begins one and gives it back when it closes it. */
final class WriteTurn {
    private final ReentrantLock lock = new ReentrantLock();

    /** Waits for the turn. A thread that has it would wait for itself, so that is refused. */
    void take() {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread has a write transaction open: close it first");
        }
        lock.lock();
    }

    void giveBack() {
        lock.unlock();
    }
}
