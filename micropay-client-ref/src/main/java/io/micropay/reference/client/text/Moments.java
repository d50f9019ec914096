package io.micropay.reference.client.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people read them: in their own time zone, which is named. */
public final class Moments {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Moments() {}

    /**
     * Writes a moment.
     *
     * @param moment any
     * @return such as {@code 2026-11-22 22:18:33 +01:00}
     */
    public static String of(Instant moment) {
        return FORMAT.format(moment);
    }
}
