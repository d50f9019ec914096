package io.micropay.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One figure, measured once a round: its median, and between what it lies. */
final class Series {
    private final String name;
    private final String unit;
    private final List<Double> values = new ArrayList<>();

    Series(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    /** The quotient of two figures, round by round: what was measured together is compared. */
    static Series ratio(String name, Series dividend, Series divisor) {
        Series ratio = new Series(name, "");
        for (int round = 0; round < dividend.values.size(); round++) {
            ratio.add(dividend.values.get(round) / divisor.values.get(round));
        }
        return ratio;
    }

    /** The sum of two figures, round by round. */
    static Series sum(String name, Series one, Series other) {
        Series sum = new Series(name, one.unit);
        for (int round = 0; round < one.values.size(); round++) {
            sum.add(one.values.get(round) + other.values.get(round));
        }
        return sum;
    }

    /** The same figure without the first rounds. */
    Series without(int warmUps) {
        Series rest = new Series(name, unit);
        rest.values.addAll(values.subList(warmUps, values.size()));
        return rest;
    }

    void add(double value) {
        values.add(value);
    }

    double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double min() {
        return sorted().get(0);
    }

    double max() {
        return sorted().get(values.size() - 1);
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }

    /** One line: the name, the median, and from what to what. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%-58s %10s %-4s (%s to %s)", name, show(median()), unit, show(min()), show(max()));
    }

    private static String show(double value) {
        return String.format(Locale.ROOT, value >= 1000 ? "%,.0f" : value >= 20 ? "%.1f" : "%.2f", value);
    }
}
