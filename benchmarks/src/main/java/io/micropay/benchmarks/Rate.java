package io.micropay.benchmarks;

/**
 * How fast something was done over and over.
 *
 * @param perSecond how often a second
 * @param cpuMicros the CPU time of the process that did it, for each time, in microseconds: on a machine that is shared
 *     this tells more than the rate
 */
record Rate(double perSecond, double cpuMicros) {
    static final double NANOS_PER_MICRO = 1e3;

    /** Measures work of this process, which does something a number of times. */
    static Rate of(int times, Stopwatch.Work work) throws Exception {
        long cpuBefore = Stopwatch.cpuNanos();
        double seconds = Stopwatch.seconds(work);
        long cpu = Stopwatch.cpuNanos() - cpuBefore;
        return new Rate(times / seconds, cpu / NANOS_PER_MICRO / times);
    }
}
