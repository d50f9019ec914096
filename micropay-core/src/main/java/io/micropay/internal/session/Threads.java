package io.micropay.internal.session;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** A thread per task: virtual from Java 21 on, pooled platform threads before. */
public final class Threads {
    private Threads() {}

    /** An executor that never queues: each task has a thread at once. Its threads are daemons. */
    public static ExecutorService perTask() {
        return isVirtual() ? perVirtualTask() : Executors.newCachedThreadPool(Threads::daemon);
    }

    /** A timer with one thread, for short tasks only. */
    static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Threads::daemon);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static boolean isVirtual() {
        return Runtime.version().feature() >= 21;
    }

    private static ExecutorService perVirtualTask() {
        try {
            Method method = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
            return (ExecutorService) method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Java 21 and later have virtual threads", e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "micropay");
        thread.setDaemon(true);
        return thread;
    }
}
