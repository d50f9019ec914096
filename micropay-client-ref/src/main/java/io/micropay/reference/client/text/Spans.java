package io.micropay.reference.client.text;

import io.micropay.model.PaymentRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a payment request can be paid, as people write it: {@code 30m}, {@code 12h}, {@code 1d}. */
public final class Spans {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})([smhd])");

    private Spans() {}

    /**
     * Reads a span of time.
     *
     * @param text what somebody typed
     * @return the span, above zero and at most {@link PaymentRequest#MAX_VALIDITY}
     * @throws IllegalArgumentException if it is anything else; the message says what is wrong, with the value
     */
    public static Duration parse(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            throw new IllegalArgumentException(
                    "not a span of time: '" + text + "'. Type a number and its unit, such as 30m, 12h or 7d");
        }
        Duration unit = switch (span.group(2)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
        Duration duration = unit.multipliedBy(Long.parseLong(span.group(1)));
        if (duration.isZero() || duration.compareTo(PaymentRequest.MAX_VALIDITY) > 0) {
            throw new IllegalArgumentException("out of bounds: '" + text + "'. A request can be paid for up to "
                    + PaymentRequest.MAX_VALIDITY.toDays() + "d");
        }
        return duration;
    }
}
