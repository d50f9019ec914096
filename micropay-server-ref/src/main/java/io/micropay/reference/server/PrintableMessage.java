package io.micropay.reference.server;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.stream.Collectors;

/** A log message on one line, with the reason, and fit for a terminal; where it comes from only with {@code --debug}. */
public final class PrintableMessage extends ClassicConverter {
    /** The logging system makes instances by itself, so they learn from a system property whether to show traces. */
    static final String DEBUG_PROPERTY = "micropay.debug";

    private final boolean debug = Boolean.getBoolean(DEBUG_PROPERTY);

    /** For logback. */
    public PrintableMessage() {}

    @Override
    public String convert(ILoggingEvent event) {
        String message = Printable.text(event.getFormattedMessage());
        IThrowableProxy cause = event.getThrowableProxy();
        if (cause == null) {
            return message;
        }
        String reason = cause.getMessage() == null ? cause.getClassName() : cause.getMessage();
        return message + ": " + Printable.text(reason) + (debug ? trace(cause) : "");
    }

    private static String trace(IThrowableProxy cause) {
        return ThrowableProxyUtil.asString(cause)
                .lines()
                .map(line -> System.lineSeparator() + Printable.text(line.replace("\t", "    ")))
                .collect(Collectors.joining());
    }
}
