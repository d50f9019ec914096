package io.micropay.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Threads of a test, every wait for which has a bound. */
final class Parallel {
    private static final long BOUND_SECONDS = 60;

    /** How long a transaction stays open for another one, which a store that takes turns keeps waiting. */
    private static final long PATIENCE_MILLIS = 150;

    /** Between two interruptions, so that transactions come to their end as well. */
    private static final long PACE_NANOS = 20_000;

    /** What is done beside other threads. */
    interface Use {
        void with(ExecutorService threads) throws Exception;
    }

    private Parallel() {}

    /** Runs a test that needs other threads, and ends them. */
    static void withThreads(Use use) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            use.with(threads);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs the same in several threads at once; a number tells them apart. */
    static <T> List<T> inThreads(int count, Numbered<T> task) throws Exception {
        List<T> results = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        withThreads(threads -> {
            List<Future<T>> running = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                int number = index;
                running.add(threads.submit(() -> {
                    await(start);
                    return task.run(number);
                }));
            }
            start.countDown();
            for (Future<T> one : running) {
                results.add(result(one));
            }
        });
        return results;
    }

    /** What one of several threads does. */
    interface Numbered<T> {
        T run(int number) throws Exception;
    }

    static <T> T result(Future<T> running) throws Exception {
        return running.get(BOUND_SECONDS, TimeUnit.SECONDS);
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(BOUND_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("waited for " + BOUND_SECONDS + " seconds");
        }
    }

    /** Keeps a thread that disturbs others from doing nothing else. */
    static void pause() {
        LockSupport.parkNanos(PACE_NANOS);
    }

    /** Gives another thread the opportunity to do what it should not be able to do yet; goes on in any case. */
    static void allow(CountDownLatch latch) {
        try {
            boolean unused = latch.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
