package io.micropay.reference.client.menu;

import io.micropay.error.MicropayException;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/** Tells what went wrong: in a line, and with a stack trace for those who asked for one. */
public final class Failures {
    /** Long messages read better with a line for each of their parts. */
    private static final Pattern CLAUSE_END = Pattern.compile("(?<=[.;]) ");

    private final Screen screen;
    private final boolean debug;

    /**
     * Tells on a screen.
     *
     * @param screen where
     * @param debug whether with a stack trace
     */
    public Failures(Screen screen, boolean debug) {
        this.screen = screen;
        this.debug = debug;
    }

    /**
     * Tells of a failure.
     *
     * @param failure what went wrong; its message is fit for a person
     */
    public void tell(Throwable failure) {
        boolean isExpected = failure instanceof MicropayException || failure instanceof UncheckedIOException;
        String text = isExpected ? String.valueOf(failure.getMessage()) : "This should not have happened: " + failure;
        screen.print(Style.BAD, List.of(CLAUSE_END.split(text)));
        if (debug) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            screen.print(
                    Style.PLAIN,
                    List.of(trace.toString()
                            .replace("\t", "    ")
                            .stripTrailing()
                            .split("\\R", -1)));
        }
    }
}
