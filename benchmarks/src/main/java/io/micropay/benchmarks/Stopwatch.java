package io.micropay.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures how long work takes. */
final class Stopwatch {
    private static final double NANOS_PER_SECOND = 1e9;

    private Stopwatch() {}

    /** Work that may fail as it likes: a benchmark then ends. */
    interface Work {
        void run() throws Exception;
    }

    static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    /** The CPU time that this process has used, in nanoseconds. */
    static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** Runs one piece of work on each of several threads at once, and waits for all. */
    static void together(List<Work> pieces) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(pieces.size());
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (Work piece : pieces) {
                tasks.add(() -> {
                    piece.run();
                    return null;
                });
            }
            for (Future<Void> result : threads.invokeAll(tasks)) {
                result.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part of the benchmark failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
