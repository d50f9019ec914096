package io.micropay.benchmarks;

/**
 * How fast something was in each round.
 *
 * @param perSecond the rates
 * @param cpu the CPU times
 */
record RateSeries(Series perSecond, Series cpu) {
    static RateSeries of(String what) {
        return new RateSeries(new Series(what, "/s"), new Series("    CPU each", "us"));
    }

    static RateSeries ofVerify() {
        return of("bare RSA-2048 PSS verify, one thread");
    }

    static RateSeries ofSqlite() {
        return of("bare SQLite transfers, FULL, 1,024 per commit");
    }

    static RateSeries ofSettlement() {
        return of("settlement in process, one signature each");
    }

    void add(Rate rate) {
        perSecond.add(rate.perSecond());
        cpu.add(rate.cpuMicros());
    }
}
