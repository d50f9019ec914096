package io.micropay.internal.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/** The places of a server and the line in front of it. Whoever comes first is served first. */
public final class Admission {
    private static final int MAX_WAITING = 1000;

    private final int places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Ticket> line = new ArrayDeque<>();
    private int taken;

    Admission(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("a server has at least one place, not " + places);
        }
        this.places = places;
    }

    /** A place, or a claim to the next free one. */
    public final class Ticket {
        private final Runnable onPlace;
        private final IntConsumer onMove;
        private boolean hasPlace;
        private boolean isOver;

        private Ticket(Runnable onPlace, IntConsumer onMove) {
            this.onPlace = onPlace;
            this.onMove = onMove;
        }

        /** Gives up the place or the claim; the next in line moves up. Does nothing the second time. */
        public void leave() {
            List<Runnable> news = new ArrayList<>();
            lock.lock();
            try {
                if (isOver) {
                    return;
                }
                isOver = true;
                if (hasPlace) {
                    taken--;
                    serveNext(news);
                } else {
                    line.remove(this);
                }
                tellPositions(news);
            } finally {
                lock.unlock();
            }
            news.forEach(Runnable::run);
        }

        /** Whether it is a place now. */
        public boolean hasPlace() {
            lock.lock();
            try {
                return hasPlace && !isOver;
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Asks for a place.
     *
     * @param onPlace called once there is a place, maybe at once; not while a lock is held
     * @param onMove called with the number of those ahead, while there is none; not while a lock is held
     * @return a ticket to give up in the end; empty if even the line is full
     */
    public Optional<Ticket> enter(Runnable onPlace, IntConsumer onMove) {
        Ticket ticket = new Ticket(onPlace, onMove);
        List<Runnable> news = new ArrayList<>();
        lock.lock();
        try {
            if (taken == places && line.size() == MAX_WAITING) {
                return Optional.empty();
            }
            line.add(ticket);
            serveNext(news);
            if (!ticket.hasPlace) {
                int ahead = line.size() - 1;
                news.add(() -> onMove.accept(ahead));
            }
        } finally {
            lock.unlock();
        }
        news.forEach(Runnable::run);
        return Optional.of(ticket);
    }

    private void serveNext(List<Runnable> news) {
        Ticket next = taken < places ? line.poll() : null;
        if (next != null) {
            taken++;
            next.hasPlace = true;
            news.add(next.onPlace);
        }
    }

    private void tellPositions(List<Runnable> news) {
        int ahead = 0;
        for (Ticket waiting : line) {
            int position = ahead++;
            news.add(() -> waiting.onMove.accept(position));
        }
    }

    /** How many places are taken. */
    public int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for one. */
    public int waiting() {
        lock.lock();
        try {
            return line.size();
        } finally {
            lock.unlock();
        }
    }
}
