package io.micropay.reference.client.menu;

import io.micropay.reference.client.home.TemporaryKey;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Conversation;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/** Leaves in good order, once: logs out, deletes the session key, says goodbye. */
public final class Farewell {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Screen screen;
    private final Conversation session;
    private final TemporaryKey key;
    private final long startedAt = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private boolean isDone;

    /**
     * Prepares to leave.
     *
     * @param screen where to talk
     * @param session what to close
     * @param key what to delete
     */
    public Farewell(Screen screen, Conversation session, TemporaryKey key) {
        this.screen = screen;
        this.session = session;
        this.key = key;
    }

    /** After EXIT. */
    public void afterExit() {
        once(() -> {
            sayGoodbye();
            session.close();
            deleteKey();
            double seconds = (System.nanoTime() - startedAt) / NANOS_PER_SECOND;
            screen.print(
                    Style.PLAIN,
                    List.of(
                            "",
                            "*****Session ended*****",
                            "Bytes written: " + session.bytesWritten() + " / Bytes read: " + session.bytesRead(),
                            String.format(Locale.ROOT, "Elapsed time: %.2f sec(s)", seconds),
                            "Connection closed"));
        });
    }

    /**
     * After a signal.
     *
     * @param name which
     */
    public void afterSignal(String name) {
        once(() -> {
            screen.print("");
            screen.print("Signal handler: caught signal " + name);
            sayGoodbye();
            session.close();
            deleteKey();
            screen.print("Session terminated.");
        });
    }

    /** After a start that came to nothing. */
    public void afterFailure() {
        once(() -> {
            session.close();
            deleteKey();
        });
    }

    /** A signal may come while the program is leaving already: whoever is second waits for the first. */
    private void once(Runnable leave) {
        lock.lock();
        try {
            if (!isDone) {
                isDone = true;
                leave.run();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sayGoodbye() {
        String name = session.person().map(person -> ", " + person).orElse("");
        screen.print("See you next time" + name + "!");
    }

    private void deleteKey() {
        screen.print("Deleting dynamic Key and Certificate with target ID [" + key.id() + "]...");
        try {
            key.close();
            screen.print(Style.PLAIN, key.afterDeleting());
        } catch (UncheckedIOException e) {
            screen.print(String.valueOf(e.getMessage()));
        }
    }
}
