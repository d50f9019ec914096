package io.micropay.benchmarks;

import java.io.PrintStream;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a benchmark found.
 *
 * @param title what was measured
 * @param figures the figures, in the order in which to show them
 */
record Report(String title, List<Series> figures) {
    Report {
        figures = List.copyOf(figures);
    }

    /** A report over the rounds that count. */
    static Report of(String title, Plan plan, Series... figures) {
        return new Report(
                title,
                Arrays.stream(figures)
                        .map(figure -> figure.without(plan.warmUps()))
                        .toList());
    }

    /** A report over the rounds that count: rates, and what follows from them. */
    static Report of(String title, Plan plan, List<RateSeries> rates, Series... ratios) {
        return of(
                title,
                plan,
                Stream.concat(
                                rates.stream().flatMap(each -> Stream.of(each.perSecond(), each.cpu())),
                                Arrays.stream(ratios))
                        .toArray(Series[]::new));
    }

    /** Where and with what all of this is measured. */
    static String environment() {
        return LocalDate.now(ZoneOffset.UTC) + ", " + System.getProperty("java.vm.vendor") + " "
                + System.getProperty("java.runtime.version") + ", signatures by " + signatureProvider() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
    }

    private static String signatureProvider() {
        try {
            return Signature.getInstance("RSASSA-PSS").getProvider().getName();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSASSA-PSS", e);
        }
    }

    void print(PrintStream out) {
        out.println();
        out.println(title + ": median (min to max) of the rounds");
        figures.forEach(figure -> out.println("  " + figure));
    }
}
