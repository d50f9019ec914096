package io.micropay.reference.server.notice;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import java.util.Map;

/** A log message as a notice for machines. */
public final class JsonLogLine extends ClassicConverter {
    /** For logback. */
    public JsonLogLine() {}

    @Override
    public String convert(ILoggingEvent event) {
        Notice notice = new Notice(event.getLevel().toString(), "log", Map.of(), List.of())
                .with("logger", event.getLoggerName())
                .with("message", String.valueOf(event.getFormattedMessage()));
        IThrowableProxy cause = event.getThrowableProxy();
        if (cause != null) {
            notice = notice.with("cause", cause.getClassName() + ": " + cause.getMessage())
                    .with("trace", ThrowableProxyUtil.asString(cause));
        }
        return notice.json(event.getInstant());
    }
}
