package io.micropay.reference.client.demo;

import io.micropay.reference.client.text.Printable;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells the demo's story: numbered steps, what happens in each, and how long it took. */
final class DemoTeller {
    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintWriter out;
    private int steps;

    DemoTeller(PrintWriter out) {
        this.out = out;
    }

    /** Tells what is about to happen, does it, and tells how long it took. */
    <T> T step(String title, Supplier<T> step) {
        steps++;
        line("");
        line(String.format(Locale.ROOT, "%2d. %s", steps, title));
        long start = System.nanoTime();
        T result = step.get();
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        line(String.format(Locale.ROOT, "    (%.0f ms)", millis));
        return result;
    }

    /** The same for a step that leads to nothing but what it tells. */
    void step(String title, Runnable step) {
        boolean isDone = step(title, () -> {
            step.run();
            return true;
        });
        require(isDone, title);
    }

    /** Tells a detail of the step. */
    void detail(String text) {
        line("    " + text);
    }

    /** Tells something outside of the steps. */
    void line(String text) {
        out.println(Printable.of(text));
        out.flush();
    }

    /** Stops the demo unless all is as it should be. */
    static void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new DemoFailure(otherwise);
        }
    }
}
