package io.micropay.reference.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The wish to end: Ctrl+C, {@code kill}, or a closed terminal. The first one lets the program finish, within a bound; the
 * second ends it at once.
 *
 * <p>A shutdown hook would not do: the process would end with the signal's number, and a second Ctrl+C would be ignored.
 */
final class StopSignal {
    /** Ctrl+C, {@code kill}, and a terminal that closes. */
    static final List<String> ALL = List.of("INT", "TERM", "HUP");

    private static final int EXIT_OFFSET = 128;

    private final List<String> signals;
    private final Duration patience;
    private final IntConsumer halt;
    private final AtomicInteger first = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /**
     * Makes a wish that nobody has yet.
     *
     * @param signals the names of the signals to hear
     * @param patience how long finishing may take
     * @param halt ends the process at once with the given code
     */
    StopSignal(List<String> signals, Duration patience, IntConsumer halt) {
        this.signals = signals;
        this.patience = patience;
        this.halt = halt;
    }

    /** From now on the signals arrive here, instead of ending the process. */
    void install() {
        signals.forEach(this::install);
    }

    /** By reflection, since the compiler warns of this class, and every platform that we run on has it nonetheless. */
    private void install(String name) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = type.getConstructor(String.class).newInstance(name);
            int number = (int) type.getMethod("getNumber").invoke(signal);
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        caught(number);
                        return null;
                    });
            type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
        } catch (InvocationTargetException e) {
            // This system has no such signal, or it was told to leave it alone.
        } catch (ReflectiveOperationException e) {
            // Without the class, a signal ends the process; the ledger is safe in any case.
        }
    }

    /** A signal has come. Returns once the program has finished, or never if that takes too long. */
    void caught(int number) {
        if (!first.compareAndSet(0, number)) {
            halt.accept(EXIT_OFFSET + number);
        }
        arrived.countDown();
        try {
            if (!finished.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                halt.accept(Failure.FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the wish to end, and tells its number. */
    int await() {
        try {
            arrived.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return first.get();
    }

    /** Everything is closed: the process ends by itself. */
    void finished() {
        finished.countDown();
    }
}
