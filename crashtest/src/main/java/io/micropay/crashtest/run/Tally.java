package io.micropay.crashtest.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Counts kills by process and kind. Safe to share between threads. */
final class Tally {
    private final Map<String, Integer> byKind = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> byProcess = new ConcurrentHashMap<>();

    void add(String process, String kind) {
        byKind.merge(kind, 1, Integer::sum);
        byProcess.merge(process, 1, Integer::sum);
    }

    int total() {
        return byProcess.values().stream().mapToInt(Integer::intValue).sum();
    }

    Map<String, Integer> byKind() {
        return Map.copyOf(byKind);
    }

    int of(String process) {
        return byProcess.getOrDefault(process, 0);
    }
}
