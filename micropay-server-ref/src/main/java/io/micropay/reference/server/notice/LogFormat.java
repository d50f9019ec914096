package io.micropay.reference.server.notice;

import java.util.Locale;

/** Whom the program's lines are for. */
public enum LogFormat {
    /** For people, in the words of the manual. */
    TEXT,
    /** For machines: one JSON object on each line. */
    JSON;

    /** By this system property the logging system, which configures itself, learns which one it is. */
    public static final String PROPERTY = "micropay.log.format";

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
