package io.micropay.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs the benchmarks: {@code settlement}, {@code tls}, {@code audit}, {@code latency}, {@code all}, {@code compare} with another build, or
 * {@code micro} for JMH.
 */
public final class Benchmarks {
    private static final String USAGE = """
            usage: java -jar benchmarks.jar settlement|tls|audit|latency|all [OPTIONS]
                   java -jar benchmarks.jar compare OTHER.jar [OPTIONS]
                   java -jar benchmarks.jar micro [OPTIONS OF JMH]
            options, with their defaults: members=32 orders=40960 payments=400 warmups=2 rounds=5""";

    private Benchmarks() {}

    /** Runs what the first word names; the others say how much of it. */
    public static void main(String[] args) throws Exception {
        String what = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (what) {
            case "settlement", "tls", "audit", "latency", "all" -> run(what, Plan.parse(rest));
            case "compare" -> compare(rest);
            case "micro" -> org.openjdk.jmh.Main.main(rest);
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }

    private static void compare(String... args) throws Exception {
        if (args.length == 0) {
            throw new IllegalArgumentException("compare with which jar? " + USAGE);
        }
        Plan plan = Plan.parse(Arrays.copyOfRange(args, 1, args.length));
        System.out.println(Report.environment());
        System.out.println(plan);
        new Throughput(plan).compare(Path.of(args[0])).print(System.out);
    }

    private static void run(String what, Plan plan) throws Exception {
        System.out.println(Report.environment());
        System.out.println(plan);
        boolean isAll = what.equals("all");
        if (!what.equals("latency")) {
            Throughput throughput = new Throughput(plan);
            if (isAll || what.equals("settlement")) {
                throughput.settlement().print(System.out);
            }
            if (isAll || what.equals("tls")) {
                throughput.tls().print(System.out);
            }
            if (isAll || what.equals("audit")) {
                throughput.audit().print(System.out);
            }
        }
        if (isAll || what.equals("latency")) {
            new Latency(plan).measure().print(System.out);
        }
    }
}
